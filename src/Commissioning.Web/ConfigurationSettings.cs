using System.Net.Sockets;
using System.Text.RegularExpressions;
using Azure.Identity;
using Azure.Storage.Blobs;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;
using Microsoft.AspNetCore.Connections;

namespace Commissioning.Web;

/// <summary>A setting is missing or wrong; the message says what to set.</summary>
public sealed class SettingException(string message) : Exception(message);

public static class AddressSettings
{
    private const string InDevelopment = "http://localhost:5080";

    /// <summary>A developer's portal has an address without being told; one that was told keeps what it was told.</summary>
    public static void Choose(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
            return;
        var settings = builder.Configuration;
        var isChosen =
            settings["urls"] is { Length: > 0 }
            || settings["http_ports"] is { Length: > 0 }
            || settings["https_ports"] is { Length: > 0 }
            || settings.GetSection("Kestrel:Endpoints").Exists();
        if (!isChosen)
            builder.WebHost.UseUrls(InDevelopment);
        if (settings["Portal:BaseUrl"] is { Length: > 0 })
            return;
        var first =
            settings["urls"]?.Split(';')[0]
            ?? (settings["http_ports"] is { Length: > 0 } ports ? $"http://localhost:{ports.Split(';')[0]}" : null);
        // "*" and "+" stand for every name of the machine; port 0 is chosen by the machine when it listens.
        settings["Portal:BaseUrl"] =
            Uri.TryCreate(
                first?.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal),
                UriKind.Absolute,
                out var address
            )
            && address.Port > 0
                ? address.GetLeftPart(UriPartial.Authority)
                : InDevelopment;
    }

    /// <summary>Why the web server did not start listening, as a sentence that says what to set; null when it was something else.</summary>
    public static string? WhyCannotListen(Exception exception, IConfiguration settings)
    {
        var asked = settings["urls"] ?? settings["http_ports"] ?? settings["https_ports"] ?? "the address in Kestrel__Endpoints";
        const string another = "set ASPNETCORE_URLS to another address, such as ASPNETCORE_URLS=http://localhost:5081.";
        return exception switch
        {
            IOException { InnerException: AddressInUseException } =>
                $"{asked} is in use by another program. Stop that program, or {another}",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                $"The portal may not listen on {asked}: ports below 1024 are for the administrator. Use a higher one: {another}",
            SocketException or FormatException or IOException or InvalidOperationException =>
                $"The portal cannot listen on {asked}: {exception.Message.TrimEnd('.')}. Correct it, or {another}",
            _ => null,
        };
    }
}

public static class RazorSettings
{
    /// <summary>Pages are compiled with the project, and dotnet watch reloads them; Razor__RuntimeCompilation compiles a changed page when it is next asked for.</summary>
    public static void Apply(IMvcBuilder pages, IConfiguration settings, IHostEnvironment environment)
    {
        if (!settings.GetValue<bool>("Razor:RuntimeCompilation"))
            return;
        if (!environment.IsDevelopment())
            throw new SettingException("Razor__RuntimeCompilation is for Development only. Remove it.");
#pragma warning disable ASPDEPR003 // The framework prefers hot reload, and so do we; the office asked for this as well.
        pages.AddRazorRuntimeCompilation();
#pragma warning restore ASPDEPR003
    }
}

public static class DatabaseSettings
{
    public static Dialect DialectFrom(IConfiguration settings, string dataFolder)
    {
        var connection = settings.GetConnectionString("Commissioning");
        try
        {
            return DialectFrom(settings["Database:Provider"] ?? "sqlite", connection, settings["Database:OAuth"], dataFolder);
        }
        // Not its message: a password with a semicolon in it would be part of that.
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

public static class MailSettings
{
    public static MailOptions From(IConfiguration settings, string dataFolder, IHostEnvironment environment)
    {
        // Left to the default, a live portal would write its letters into a folder and call them sent.
        if (!environment.IsDevelopment() && settings["Mail:Provider"] is null && settings["Mail:PickupFolder"] is null)
            throw new SettingException(
                "Set Mail__Provider to smtp, and Mail__Host, so that e-mails leave. To write them into a folder instead, set Mail__PickupFolder."
            );
        var options = settings.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        if (options.Provider != "pickup" && options.Host.Length == 0)
            throw new SettingException($"Mail__Provider is {options.Provider}, so set Mail__Host to the mail server's name");
        if (!MimeKit.MailboxAddress.TryParse(options.From, out var from) || EmailAddress.Parse(from.Address) is null)
            throw new SettingException($"Mail__From is \"{options.From}\". Set it to the e-mail address that letters come from.");
        // The outbox holds an e-mail for two minutes; a longer wait would be another node's turn.
        if (options.TimeoutSeconds is < 5 or > 100)
            throw new SettingException($"Mail__TimeoutSeconds is {options.TimeoutSeconds}. Set it to 5 to 100.");
        if (options.Provider == "pickup" && (options.OAuth ?? options.Authority) is not null)
            throw new SettingException("Mail__OAuth and Mail__Authority need Mail__Provider to be smtp. Set it so, or remove them.");
        if (options.OAuth is not (null or "azure"))
            throw new SettingException(
                $"Mail__OAuth is \"{options.OAuth}\". Set it to azure, or remove it to sign in with Mail__Password."
            );
        if (options.OAuth is not null && options.User is null)
            throw new SettingException("Mail__OAuth is set, so set Mail__User to the mailbox that sends");
        if (options.Authority is { } authority && !File.Exists(authority))
            throw new SettingException(
                $"Mail__Authority is \"{authority}\", and that file is not there. Set it to the PEM file of the authority that signed the mail server's certificate."
            );
        return settings["Mail:PickupFolder"] is null
            ? options with
            {
                PickupFolder = Path.GetFullPath(Path.Combine(dataFolder, "mail")),
            }
            : options;
    }
}

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

    // The library's message may quote the key that is part of it.
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

public static class PdfSettings
{
    private static readonly string[] Licences = ["Evaluation", "Community", "Professional", "Enterprise"];

    public static PdfOptions From(IConfiguration settings, IHostEnvironment environment)
    {
        var options = settings.GetSection("Pdf").Get<PdfOptions>() ?? new PdfOptions();
        options = options with
        {
            FontsFolder = options.FontsFolder ?? Path.Combine(environment.ContentRootPath, "wwwroot", "assets", "fonts"),
        };
        if (options.Provider != "questpdf")
            return options;
        if (options.QuestPdfLicence is null && environment.IsDevelopment())
            return options with { QuestPdfLicence = "Evaluation" };
        return Licences.Contains(options.QuestPdfLicence)
            ? options
            : throw new SettingException(
                "Set Pdf__QuestPdfLicence to the QuestPDF licence that this office has: Professional, Enterprise, or Community (not for public bodies, see OPERATIONS.md). Or set Pdf__Provider to chromium, which needs none."
            );
    }
}
