#include "app/desktop/fontreading.h"

#ifdef HEADWAY_FONTCONFIG
#    include <fontconfig/fontconfig.h>
#endif

namespace headway {

FontReading::FontReading()
{
#ifdef HEADWAY_FONTCONFIG
    m_thread = std::thread([] { FcInit(); }); // Qt's own call finds it done
#endif
}

FontReading::~FontReading()
{
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace headway
