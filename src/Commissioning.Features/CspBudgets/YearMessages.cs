using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>E-mails to whom must sign a year, or agree that it is opened again.</summary>
internal static class YearMessages
{
    /// <summary>A sign-off goes to who is named to sign today; a reopening to everyone who may agree. Not to the person who
    /// asked.</summary>
    public static async Task TellAsync(Work work, Office office, Actor asker, YearRequests.YearRequest request)
    {
        foreach (var person in await ToAsync(work, request))
            if (person.Id != asker.Id)
                await Message.SendAsync(
                    work,
                    office,
                    request.Kind == YearRequestKind.SignOff ? MessageKind.CspYearToSign : MessageKind.CspYearToReopen,
                    null,
                    new(person.DisplayName, person.Email),
                    request.Year.Subject,
                    new Dictionary<string, string>
                    {
                        ["year"] = request.BudgetYear,
                        ["asker"] = request.AskedByName,
                        ["reason"] = request.Reason,
                    },
                    Links.CspBudgets.YearRequest(request.Id)
                );
    }

    private static async Task<IReadOnlyList<PersonRow>> ToAsync(Work work, YearRequests.YearRequest request)
    {
        var people = await work.QueryAsync<PersonRow>(
            "select p.Id, p.DisplayName, p.Email, r.Role from PersonRole r join Person p on p.Id = r.PersonId order by p.Email, r.Role"
        );
        var today = LondonTime.DateOf(work.Now);
        var named = (await YearSignatories.ListAsync(work)).Where(one => one.Signatory.Counts(today)).Select(one => one.Person).ToHashSet();
        return people
            .Where(row =>
                RolePermissions.Of([row.Role]) is var may
                && (
                    request.Kind == YearRequestKind.SignOff
                        ? named.Contains(row.Id) && may.Contains(Permission.SignLedgerYear)
                        : may.Contains(Permission.SignLedgerYear) || may.Contains(Permission.LockLedger)
                )
            )
            .DistinctBy(row => row.Id)
            .ToList();
    }

    private sealed record PersonRow
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public required Role Role { get; init; }
    }
}
