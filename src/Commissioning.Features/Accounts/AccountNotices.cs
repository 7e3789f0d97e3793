using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>E-mails to a person about their own account, queued in the transaction of the change.</summary>
public static class AccountNotices
{
    /// <summary>To the owner of an account, about what was done with it.</summary>
    /// <param name="field">The one field of the message; null: it has none.</param>
    public static Task SendAsync(Work work, Office office, MessageKind kind, Person person, string? field = null, string value = "") =>
        Message.SendAsync(
            work,
            office,
            kind,
            null,
            new(person.DisplayName, person.Email),
            person.Id,
            field is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [field] = value },
            kind == MessageKind.SecondFactorReset ? Links.Accounts.StaffSignIn : Links.Accounts.Sessions
        );

    public static Task NewDeviceAsync(Work work, Office office, Person person, string device, string way) =>
        Message.SendAsync(
            work,
            office,
            MessageKind.NewDevice,
            null,
            new(person.DisplayName, person.Email),
            person.Id,
            new Dictionary<string, string> { ["device"] = device, ["way"] = way },
            Links.Accounts.Sessions
        );

    public static Task RecoveryCodeUsedAsync(Work work, Office office, Person person, int left) =>
        SendAsync(
            work,
            office,
            MessageKind.RecoveryCodeUsed,
            person,
            "left",
            left == 1 ? "You have 1 code left." : $"You have {left} codes left."
        );

    /// <summary>To the other administrators.</summary>
    public static Task BreakGlassAsync(Work work, Office office, Recipient administrator, Person person) =>
        Message.SendAsync(
            work,
            office,
            MessageKind.BreakGlassNamed,
            null,
            administrator,
            person.Id,
            new Dictionary<string, string> { ["person"] = person.DisplayName },
            Links.Accounts.Person(person.Id)
        );

    /// <summary>To the other administrators.</summary>
    public static Task BreakGlassUsedAsync(Work work, Office office, Recipient administrator, Person person, string device, string way) =>
        Message.SendAsync(
            work,
            office,
            MessageKind.BreakGlassUsed,
            null,
            administrator,
            person.Id,
            new Dictionary<string, string>
            {
                ["person"] = person.DisplayName,
                ["device"] = device,
                ["way"] = way,
            },
            Links.Accounts.Person(person.Id)
        );

    /// <summary>To the owner of the address, whoever typed it.</summary>
    /// <param name="to">With the name of a confirmed account only, so that nobody else chooses the words.</param>
    /// <param name="about">What they want to apply for; null: they only sign in.</param>
    internal static Task SignInLinkAsync(
        Work work,
        Office office,
        Recipient to,
        bool staff,
        string? about,
        Guid id,
        string token,
        string code,
        DateTime expiresAt
    ) =>
        Message.SendAsync(
            work,
            office,
            staff ? MessageKind.StaffLink
                : about is null ? MessageKind.SignInLink
                : MessageKind.ApplyLink,
            null,
            to,
            id,
            new Dictionary<string, string>
            {
                ["about"] = about ?? "",
                ["code"] = $"{code[..3]} {code[3..]}",
                ["until"] = LondonTime.DateAndTime(expiresAt),
            },
            Links.Accounts.SignInLink(token)
        );
}
