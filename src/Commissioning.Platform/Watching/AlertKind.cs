namespace Commissioning.Platform.Watching;

/// <summary>What can go wrong around the portal while it runs. Names are stored, so never rename one.</summary>
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
}
