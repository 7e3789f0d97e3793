using Commissioning.Platform.Data;
using Commissioning.Platform.Email;

namespace Commissioning.Web;

/// <summary>A setting is missing or wrong; the message says what to set.</summary>
public sealed class SettingException(string message) : Exception(message);

public static class DatabaseSettings
{
    public static Dialect DialectFrom(IConfiguration settings, string dataFolder)
    {
        var connection = settings.GetConnectionString("Commissioning");
        try { return DialectFrom(settings["Database:Provider"] ?? "sqlite", connection, dataFolder); }
        // Not its message: a password with a semicolon in it would be part of that.
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new SettingException("ConnectionStrings__Commissioning cannot be read. For SQLite it is Data Source=/path/commissioning.db; for SQL Server it is Server=...;Database=...; and the way to sign in (src/OPERATIONS.md). Put a value that has a semicolon in quotation marks.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"The folder {Path.GetFullPath(dataFolder)} cannot be made. Let the portal's account write there, or set ConnectionStrings__Commissioning to a file elsewhere.");
        }
    }

    private static Dialect DialectFrom(string provider, string? connection, string dataFolder)
    {
        switch (provider)
        {
            case "sqlite":
                var file = Path.GetFullPath(Path.Combine(dataFolder, "commissioning.db"));
                if (connection is null) Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                return Dialect.Sqlite(connection ?? $"Data Source={file}");
            case "sqlserver":
                if (string.IsNullOrWhiteSpace(connection)) throw new SettingException("Set ConnectionStrings__Commissioning to the SQL Server connection string");
                var server = Dialect.SqlServer(connection);
                if (server.Place.StartsWith(" on ", StringComparison.Ordinal) || server.Place.EndsWith(" on ", StringComparison.Ordinal)) throw new SettingException("ConnectionStrings__Commissioning needs both Server and Database for SQL Server");
                return server;
            case var other:
                throw new SettingException($"Database__Provider is \"{other}\". Set it to sqlite or sqlserver.");
        }
    }
}

public static class MailSettings
{
    public static MailOptions From(IConfiguration settings, string dataFolder)
    {
        var options = settings.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        if (options.Provider == "smtp" && options.Host.Length == 0) throw new SettingException("Mail__Provider is smtp, so set Mail__Host to the mail server's name");
        return settings["Mail:PickupFolder"] is null ? options with { PickupFolder = Path.GetFullPath(Path.Combine(dataFolder, "mail")) } : options;
    }

    public static IMailTransport TransportFor(MailOptions options) => options.Provider switch
    {
        "smtp" => new SmtpTransport(options),
        "pickup" => new PickupTransport(options),
        var other => throw new SettingException($"Mail__Provider is \"{other}\". Set it to smtp or pickup."),
    };
}
