#include "tests/fuzz/fuzz.h"

#include <QDirIterator>
#include <QFile>

using namespace headway::fuzz;

/// Gives every file of the directories that are named to the target once: what was found once stays
/// mended, and no compiler but the usual one is needed to see it.
int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; ++i) {
        QDirIterator files(QString::fromLocal8Bit(argv[i]), QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            claim(file.open(QIODevice::ReadOnly), "the corpus can be read");
            const QByteArray bytes = file.readAll();
            std::printf("%s\n", qPrintable(file.fileName()));
            std::fflush(stdout);
            LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(bytes.constData()),
                                   static_cast<size_t>(bytes.size()));
            ++count;
        }
    }
    claim(count > 0, "there is a corpus");
    return 0;
}
