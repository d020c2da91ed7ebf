#pragma once

#include <QString>

namespace headway {

/// Where one Headway keeps its things. Only names: nothing is made or opened here.
class DataDirectory
{
public:
    /// An explicit --data-dir, else $HEADWAY_DATA_DIR (explicit too), else
    /// $XDG_DATA_HOME/headway, else ~/.local/share/headway.
    static DataDirectory resolve(const QString &option = {});

    QString path() const { return m_path; }
    /// Somebody named it: programs that are to use it have to be told.
    bool isExplicit() const { return m_isExplicit; }
    QString databaseFile() const;
    QString logsDirectory() const;
    QString backupsDirectory() const;
    QString spoolDirectory() const;
    /// What runs have run, so that it can be run again.
    QString commandsDirectory() const;
    /// Room that is given up when the disk is full.
    QString reserveFile() const;
    /// Held while a service runs on this directory; a plain flock, so it dies with its holder.
    QString lockFile() const;
    /// Held while a window is open on this directory, and where it can be asked to come to the
    /// front.
    QString windowLockFile() const;
    QString windowSocket() const;
    /// DIR/run with an explicit directory, else $XDG_RUNTIME_DIR/headway (DIR/run when that is
    /// unset).
    QString endpointDirectory() const;
    QString endpointFile() const;

private:
    DataDirectory(QString path, bool isExplicit);

    QString m_path;
    bool m_isExplicit;
};

/// $XDG_CONFIG_HOME/headway, else ~/.config/headway.
QString configDirectory();

} // namespace headway
