using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>E-mails between an area and the office about its returns and projects.</summary>
internal static class ReturnMessages
{
    /// <summary>To the officers who post to the ledger and chose to hear at once. The others read it in their list of what waits.</summary>
    public static async Task TellOfficersAsync(
        Work work,
        Office office,
        MessageKind kind,
        Guid area,
        IReadOnlyDictionary<string, string> values,
        string link
    )
    {
        var people = await work.QueryAsync<PersonRow>(OfficersSql);
        foreach (
            var officer in people
                .GroupBy(row => row.Id)
                .Where(rows => RolePermissions.Of(rows.Select(row => row.Role!.Value)).Contains(Permission.PostToLedger))
                .Select(rows => rows.First())
                .Where(row => (row.Choice ?? WorkEmailRules.Usual) == WorkEmailChoice.AtOnce)
        )
            await Message.SendAsync(work, office, kind, null, new(officer.DisplayName, officer.Email), area, values, link);
    }

    /// <summary>To who prepared and who certified the return. Once neither reports for the area, to everyone who does.</summary>
    public static async Task TellAreaAsync(
        Work work,
        Office office,
        MessageKind kind,
        QuarterlyReturnQueries.ReturnRow sent,
        IReadOnlyDictionary<string, string> values
    )
    {
        var contacts = await work.QueryAsync<PersonRow>(ContactsSql, sent);
        var own = contacts.Where(person => person.Id == sent.PreparedBy || person.Id == sent.CertifiedBy).ToList();
        foreach (var person in own.Count > 0 ? own : contacts)
            await Message.SendAsync(
                work,
                office,
                kind,
                null,
                new(person.DisplayName, person.Email),
                sent.AreaId,
                values,
                Links.CspBudgets.Return(sent.BudgetYear, sent.AreaId, sent.Period)
            );
    }

    /// <summary>The fields that every message about a return has.</summary>
    public static Dictionary<string, string> Values(QuarterlyReturnQueries.ReturnRow sent) =>
        new()
        {
            ["area"] = sent.Area,
            ["period"] = sent.Period.Name(),
            ["year"] = sent.BudgetYear,
        };

    public static string Lines(int count) =>
        count switch
        {
            0 => "no lines",
            1 => "1 line",
            _ => $"{count} lines",
        };

    private const string OfficersSql = """
        select    p.Id, p.DisplayName, p.Email, r.Role, e.Choice
        from      PersonRole r
        join      Person p on p.Id = r.PersonId
        left join WorkEmail e on e.PersonId = p.Id
        where     r.Role <> 'Applicant'
        order by  p.Email, r.Role
        """;
    private const string ContactsSql =
        "select p.Id, p.DisplayName, p.Email from PersonCspArea m join Person p on p.Id = m.PersonId where m.AreaId = @AreaId order by p.Email";

    private sealed record PersonRow
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public Role? Role { get; init; }
        public WorkEmailChoice? Choice { get; init; }
    }
}
