using System.Globalization;
using Commissioning.Features.Operations;
using Commissioning.Platform.Files;

namespace Commissioning.Web;

public static class BackupSettings
{
    public static BackupOptions From(IConfiguration settings, FileStoreOptions files, bool onServer, string dataFolder)
    {
        var (at, folder, container) = (settings["Backup:At"], settings["Backup:Folder"], settings["Backup:Container"]);
        if (string.IsNullOrEmpty(at))
            return folder is null && container is null
                ? new()
                : throw new SettingException(
                    "Set Backup__At to the UK time of the nightly backup, such as 02:00, or remove the other Backup settings"
                );
        if (!TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            throw new SettingException($"Backup__At is \"{at}\". Set it to a UK time such as 02:00.");
        if (onServer)
            throw new SettingException("The database is on SQL Server, which makes its own backups. Remove Backup__At.");
        if (string.IsNullOrEmpty(folder) == string.IsNullOrEmpty(container))
            throw new SettingException("Backup__At is set, so set either Backup__Folder, or Backup__Container for Azure");
        if (!string.IsNullOrEmpty(folder) && !Path.IsPathFullyQualified(folder))
            throw new SettingException($"Backup__Folder is \"{folder}\". Set it to a whole path, such as /backups.");
        if (!string.IsNullOrEmpty(container) && files.ConnectionString is null == files.Account is null)
            throw new SettingException(
                "Backup__Container is set, so set either Files__ConnectionString, or Files__Account to the address of the storage account"
            );
        return new()
        {
            At = time,
            Place = string.IsNullOrEmpty(folder)
                ? new AzureBackups(files with { Container = container! }, Path.Combine(dataFolder, "backup-to-store"))
                : new DiskBackups(folder),
            KeepDays = Number(settings, "KeepDays", 7),
            KeepWeeks = Number(settings, "KeepWeeks", 4),
            KeepMonths = Number(settings, "KeepMonths", 12),
        };
    }

    private static int Number(IConfiguration settings, string name, int without) =>
        settings[$"Backup:{name}"] is not { Length: > 0 } typed ? without
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1000 ? number
        : throw new SettingException($"Backup__{name} is \"{typed}\". Set it to a whole number from 0 to 1000.");
}
