namespace Commissioning.Platform.Email;

/// <summary>Hands an e-mail over: to a mail server, or into a folder. <see cref="IsRepeatable"/> says whether handing over the same e-mail
/// twice leaves only one, which decides what a restart does with one that was being sent.</summary>
public interface IMailTransport
{
    bool IsRepeatable { get; }
    Task<MailResult> SendAsync(OutgoingEmail email);
}
