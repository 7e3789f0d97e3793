using Azure.Identity;
using Commissioning.Platform.Data;

namespace Commissioning.Web;

public static class DatabaseSettings
{
    public static Dialect DialectFrom(IConfiguration settings, string dataFolder)
    {
        var connection = settings.GetConnectionString("Commissioning");
        try
        {
            return DialectFrom(settings["Database:Provider"] ?? "sqlite", connection, settings["Database:OAuth"], dataFolder);
        }
        // The exception's message is left out, because it may quote part of a password that contains a semicolon.
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new SettingException(
                "ConnectionStrings__Commissioning cannot be read. For SQLite it is Data Source=/path/commissioning.db; for SQL Server it is Server=...;Database=...; and the way to sign in (src/OPERATIONS.md). Put a value that has a semicolon in quotation marks."
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                $"The folder {Path.GetFullPath(dataFolder)} cannot be made. Let the portal's account write there, or set ConnectionStrings__Commissioning to a file elsewhere."
            );
        }
    }

    private static Dialect DialectFrom(string provider, string? connection, string? oauth, string dataFolder)
    {
        switch (provider)
        {
            case "sqlite":
                var file = Path.GetFullPath(Path.Combine(dataFolder, "commissioning.db"));
                if (connection is null)
                    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                return Dialect.Sqlite(connection ?? $"Data Source={file}");
            case "sqlserver":
                if (string.IsNullOrWhiteSpace(connection))
                    throw new SettingException("Set ConnectionStrings__Commissioning to the SQL Server connection string");
                if (Dialect.WhyUnusable(connection, oauth) is { } sentence)
                    throw new SettingException(sentence);
                return Dialect.SqlServer(connection, oauth is null ? null : new DefaultAzureCredential());
            case var other:
                throw new SettingException($"Database__Provider is \"{other}\". Set it to sqlite or sqlserver.");
        }
    }
}
