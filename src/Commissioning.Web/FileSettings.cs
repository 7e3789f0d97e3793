using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Commissioning.Platform.Files;

namespace Commissioning.Web;

public static partial class FileSettings
{
    public static FileStoreOptions From(IConfiguration settings, string dataFolder, IHostEnvironment environment)
    {
        var options = settings.GetSection("Files").Get<FileStoreOptions>() ?? new FileStoreOptions();
        if (options.Provider == "azure")
        {
            if (options.ConnectionString is null == options.Account is null)
                throw new SettingException(
                    "Files__Provider is azure, so set either Files__ConnectionString, or Files__Account to the address of the storage account (https://NAME.blob.core.windows.net) for the managed identity"
                );
            if (options.Account is { } account && !Uri.TryCreate(account, UriKind.Absolute, out _))
                throw new SettingException(
                    $"Files__Account is \"{account}\". Set it to an address such as https://NAME.blob.core.windows.net"
                );
            if (options.ConnectionString is { } connection && !IsReadable(connection))
                throw new SettingException(
                    "Files__ConnectionString cannot be read. Copy it from the storage account's access keys, in quotation marks."
                );
            if (!ContainerName().IsMatch(options.Container))
                throw new SettingException(
                    $"Files__Container is \"{options.Container}\". Set it to 3 to 63 small letters, digits and single hyphens."
                );
            if (environment.IsDevelopment() && settings.GetValue("Demonstration:Load", true))
                throw new SettingException(
                    "The demonstration keeps its files on the disk. Set Demonstration__Load to false to use Files__Provider azure in Development."
                );
        }
        return settings["Files:Root"] is null ? options with { Root = Path.Combine(dataFolder, "files") } : options;
    }

    // The library's exception message may quote the account key.
    private static bool IsReadable(string connection)
    {
        try
        {
            return new BlobServiceClient(connection).Uri is not null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or UriFormatException)
        {
            return false;
        }
    }

    [GeneratedRegex("^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    private static partial Regex ContainerName();
}
