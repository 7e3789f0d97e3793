using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;

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
    public static MailOptions From(IConfiguration settings, string dataFolder, IHostEnvironment environment)
    {
        // Left to the default, a live portal would write its letters into a folder and call them sent.
        if (!environment.IsDevelopment() && settings["Mail:Provider"] is null && settings["Mail:PickupFolder"] is null) throw new SettingException("Set Mail__Provider to smtp or mailkit, with Mail__Host, so that e-mails leave. To write them into a folder instead, set Mail__PickupFolder.");
        var options = settings.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        if (options.Provider != "pickup" && options.Host.Length == 0) throw new SettingException($"Mail__Provider is {options.Provider}, so set Mail__Host to the mail server's name");
        if (!System.Net.Mail.MailAddress.TryCreate(options.From, out _)) throw new SettingException($"Mail__From is \"{options.From}\". Set it to the e-mail address that letters come from.");
        // The outbox holds an e-mail for two minutes; a longer wait would be another node's turn.
        if (options.TimeoutSeconds is < 5 or > 100) throw new SettingException($"Mail__TimeoutSeconds is {options.TimeoutSeconds}. Set it to 5 to 100.");
        if (options.Provider != "mailkit" && (options.OAuth ?? options.Authority) is not null) throw new SettingException("Mail__OAuth and Mail__Authority need Mail__Provider to be mailkit. Remove them, or set it so.");
        if (options.OAuth is not (null or "azure")) throw new SettingException($"Mail__OAuth is \"{options.OAuth}\". Set it to azure, or remove it to sign in with Mail__Password.");
        if (options.OAuth is not null && options.User is null) throw new SettingException("Mail__OAuth is set, so set Mail__User to the mailbox that sends");
        if (options.Authority is { } authority && !File.Exists(authority)) throw new SettingException($"Mail__Authority is \"{authority}\", and that file is not there. Set it to the PEM file of the authority that signed the mail server's certificate.");
        return settings["Mail:PickupFolder"] is null ? options with { PickupFolder = Path.GetFullPath(Path.Combine(dataFolder, "mail")) } : options;
    }
}

public static class FileSettings
{
    public static FileStoreOptions From(IConfiguration settings, string dataFolder, IHostEnvironment environment)
    {
        var options = settings.GetSection("Files").Get<FileStoreOptions>() ?? new FileStoreOptions();
        if (options.Provider == "azure")
        {
            if (options.ConnectionString is null == options.Account is null) throw new SettingException("Files__Provider is azure, so set either Files__ConnectionString, or Files__Account to the address of the storage account (https://NAME.blob.core.windows.net) for the managed identity");
            if (options.Account is { } account && !Uri.TryCreate(account, UriKind.Absolute, out _)) throw new SettingException($"Files__Account is \"{account}\". Set it to an address such as https://NAME.blob.core.windows.net");
            if (environment.IsDevelopment() && settings.GetValue("Demonstration:Load", true)) throw new SettingException("The demonstration keeps its files on the disk. Set Demonstration__Load to false to use Files__Provider azure in Development.");
        }
        return settings["Files:Root"] is null ? options with { Root = Path.Combine(dataFolder, "files") } : options;
    }
}

public static class PdfSettings
{
    private static readonly string[] Licences = ["Evaluation", "Community", "Professional", "Enterprise"];

    public static PdfOptions From(IConfiguration settings, IHostEnvironment environment)
    {
        var options = settings.GetSection("Pdf").Get<PdfOptions>() ?? new PdfOptions();
        options = options with { Provider = options.Provider ?? Adapters.UsualPdf, FontsFolder = options.FontsFolder ?? Path.Combine(environment.ContentRootPath, "wwwroot", "assets", "fonts") };
        if (options.Provider != "questpdf") return options;
        if (options.QuestPdfLicence is null && environment.IsDevelopment()) return options with { QuestPdfLicence = "Evaluation" };
        return Licences.Contains(options.QuestPdfLicence) ? options
            : throw new SettingException("Set Pdf__QuestPdfLicence to the QuestPDF licence that this office has: Professional, Enterprise, or Community (not for public bodies, see OPERATIONS.md). Or set Pdf__Provider to chromium, which needs none.");
    }
}
