using Commissioning.Domain;
using Commissioning.Platform.Email;

namespace Commissioning.Web;

public static class MailSettings
{
    public static MailOptions From(IConfiguration settings, string dataFolder, IHostEnvironment environment)
    {
        // With the default, a live portal would write its letters into a folder and report them as sent.
        if (!environment.IsDevelopment() && settings["Mail:Provider"] is null && settings["Mail:PickupFolder"] is null)
            throw new SettingException(
                "Set Mail__Provider to smtp, and Mail__Host, so that e-mails leave. To write them into a folder instead, set Mail__PickupFolder."
            );
        var options = settings.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        if (options.Provider != "pickup" && options.Host.Length == 0)
            throw new SettingException($"Mail__Provider is {options.Provider}, so set Mail__Host to the mail server's name");
        if (!MimeKit.MailboxAddress.TryParse(options.From, out var from) || EmailAddress.Parse(from.Address) is null)
            throw new SettingException($"Mail__From is \"{options.From}\". Set it to the e-mail address that letters come from.");
        // Without a name, an inbox shows an address only.
        if (string.IsNullOrWhiteSpace(from.Name) && string.IsNullOrWhiteSpace(options.FromName))
            throw new SettingException("Mail__FromName is empty. Set it to the sender that an inbox shows, such as Commissioning team.");
        options = options with { ReplyTo = options.ReplyTo ?? settings["Portal:ContactEmail"] ?? new Features.Office().ContactEmail };
        if (EmailAddress.Parse(options.ReplyTo) is null)
            throw new SettingException($"Mail__ReplyTo is \"{options.ReplyTo}\". Set it to the e-mail address that answers go to.");
        // The outbox leases an e-mail for two minutes; after a longer timeout another node would send it too.
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
        if (WhyNoMailbox(options, settings) is { } wrong)
            throw new SettingException(wrong);
        return settings["Mail:PickupFolder"] is null
            ? options with
            {
                PickupFolder = Path.GetFullPath(Path.Combine(dataFolder, "mail")),
            }
            : options;
    }

    /// <summary>Null when the mailbox can be read, or none is set.</summary>
    private static string? WhyNoMailbox(MailOptions options, IConfiguration settings) =>
        options.ImapHost.Length == 0 ? null
        : options.ImapPort is < 1 or > 65535 ? $"Mail__ImapPort is {options.ImapPort}. Set it to 1 to 65535."
        : string.IsNullOrWhiteSpace(options.ImapUser ?? options.User)
            ? "Mail__ImapHost is set, so set Mail__ImapUser to the mailbox that the portal reads"
        : options.OAuth is null && string.IsNullOrEmpty(options.ImapPassword ?? options.Password)
            ? "Mail__ImapHost is set, so set Mail__ImapPassword, or Mail__OAuth to azure"
        : string.IsNullOrWhiteSpace(options.ImapFolder)
            ? "Mail__ImapFolder is empty. Set it to the folder that the portal reads, such as INBOX."
        // What the portal writes to the office itself would come back to it.
        : settings["Mail:ReplyTo"] is null
        || string.Equals(options.ReplyTo, settings["Portal:ContactEmail"], StringComparison.OrdinalIgnoreCase)
            ? "Mail__ImapHost is set, so set Mail__ReplyTo to the address of that mailbox. People must not read it themselves, so it cannot be Portal__ContactEmail."
        : null;
}
