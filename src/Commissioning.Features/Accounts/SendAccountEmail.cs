using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>The few e-mails about an account itself. Their links work once, for a day.</summary>
public sealed class SendAccountEmail(Db db, Office office)
{
    public Task ConfirmAsync(Person person, string path) =>
        SendAsync(
            person,
            "Confirm your e-mail address",
            $"""
            Hello {person.DisplayName},

            Open this link to confirm your e-mail address for the {office.ServiceName}:
            {office.LinkTo(path)}

            If you did not register, ignore this message.
            """
        );

    public Task AlreadyRegisteredAsync(Person person) =>
        SendAsync(
            person,
            "You already have an account",
            $"""
            Hello {person.DisplayName},

            Someone, probably you, tried to register this address for the {office.ServiceName}. You already have an account.
            Sign in: {office.LinkTo(Links.Accounts.SignIn)}
            If you forgot your password: {office.LinkTo(Links.Accounts.ForgotPassword)}
            """
        );

    public Task ResetPasswordAsync(Person person, string path) =>
        SendAsync(
            person,
            "Choose a new password",
            $"""
            Hello {person.DisplayName},

            Open this link to choose a new password for the {office.ServiceName}:
            {office.LinkTo(path)}

            If you did not ask for this, ignore this message. Your password stays the same.
            """
        );

    private Task SendAsync(Person person, string subject, string text) =>
        db.ChangeAsync(
            person.Actor,
            AuditAction.AccountEmailSent,
            person.Id,
            async work =>
            {
                work.Note(subject);
                await work.EmailAsync(new(person.Email, subject, text, person.Id));
                return Result.Done;
            }
        );
}
