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
        switch (settings["Database:Provider"] ?? "sqlite")
        {
            case "sqlite":
                var file = Path.GetFullPath(Path.Combine(dataFolder, "commissioning.db"));
                if (connection is null) Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                return Dialect.Sqlite(connection ?? $"Data Source={file}");
            case "sqlserver":
                return Dialect.SqlServer(connection ?? throw new SettingException("Set ConnectionStrings__Commissioning to the SQL Server connection string"));
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
