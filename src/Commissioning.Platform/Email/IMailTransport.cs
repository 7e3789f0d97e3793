namespace Commissioning.Platform.Email;

/// <summary>
/// The last yard of an e-mail: a mail server, or a folder. <see cref="IsRepeatable"/> says whether handing the same e-mail over
/// twice leaves one, which decides what a restart may do with one that was under way.
/// </summary>
public interface IMailTransport
{
    bool IsRepeatable { get; }
    Task<MailResult> SendAsync(OutgoingEmail email);
}
