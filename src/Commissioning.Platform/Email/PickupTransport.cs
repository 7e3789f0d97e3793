using System.Globalization;

namespace Commissioning.Platform.Email;

/// <summary>Writes each e-mail as an .eml file named by its id, so that writing it again leaves one file.</summary>
public sealed class PickupTransport(MailOptions options) : IMailTransport
{
    public bool IsRepeatable => true;

    public async Task<MailResult> SendAsync(OutgoingEmail email)
    {
        using var message = MimeMessages.From(email, options);
        var target = Path.Combine(options.PickupFolder, string.Create(CultureInfo.InvariantCulture, $"{email.Id:N}.eml"));
        try
        {
            Directory.CreateDirectory(options.PickupFolder);
            await message.WriteToAsync(target + ".part");
            File.Move(target + ".part", target, overwrite: true);
            return new(MailOutcome.Accepted, "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(
                MailOutcome.ServerUnavailable,
                $"The folder for e-mails {options.PickupFolder} does not take them: {exception.Message}"
            );
        }
    }
}
