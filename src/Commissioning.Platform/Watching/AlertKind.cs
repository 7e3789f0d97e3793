namespace Commissioning.Platform.Watching;

/// <summary>Operational faults. Names are stored, so never rename one.</summary>
public enum AlertKind
{
    Database,
    MailServer,
    EmailUncertain,
    VirusScanner,
    FileStorage,
    DiskSpace,
    ClockSkew,
    JobFailed,
    NodeLost,
    BackupFailed,
    Printing,
    Directory,
    CopyDiffers,
    Registers,
}
