using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>One search over references, organisations, projects, people and amounts, as far as the person may see them.</summary>
public sealed class SearchEverything(Db db)
{
    /// <summary>Of each kind.</summary>
    public const int Most = 20;

    public const int ShortestWord = 2;

    public sealed record Found
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public string? About { get; init; }
    }

    /// <param name="IsMore">There are more than are listed.</param>
    public sealed record Group(string Name, IReadOnlyList<Found> Rows, bool IsMore, Func<Guid, string> Link);

    public Task<IReadOnlyList<Group>> RunAsync(IReadOnlySet<Permission> may, string words) =>
        db.ReadAsync<IReadOnlyList<Group>>(async work =>
        {
            var amount = words.Any(char.IsDigit) ? Money.Parse(words) : null;
            var arguments = new { Like = $"%{FindOrganisations.Escape(words)}%", Pence = amount?.Pence ?? -1 };
            var groups = new List<Group>();
            if (may.Contains(Permission.ViewRounds))
            {
                groups.Add(await FindAsync(work, "Applications", ApplicationsSql, arguments, Links.Applications.Submitted));
                groups.Add(await FindAsync(work, "Rounds", RoundsSql, arguments, round => Links.Funds.Round(round)));
            }
            if (may.Contains(Permission.ViewDueDiligence))
                groups.Add(await FindAsync(work, "Organisations", OrganisationsSql, arguments, Links.Casework.Organisation));
            if (may.Contains(Permission.ViewAwards))
            {
                groups.Add(await FindAsync(work, "Awards", AwardsSql, arguments, Links.Awards.Offer));
                groups.Add(await FindAsync(work, "Payments", PaymentsSql, arguments, Links.Payments.One));
            }
            if (may.Contains(Permission.ViewCspBudgets))
                groups.Add(await FindAsync(work, "CSP projects", CspProjectsSql, arguments, Links.CspBudgets.Project));
            if (may.Contains(Permission.ManagePeople))
                groups.Add(await FindAsync(work, "People", PeopleSql, arguments, Links.Accounts.Person));
            return groups.Where(group => group.Rows.Count > 0).ToList();
        });

    private static async Task<Group> FindAsync(Work work, string name, string sql, object arguments, Func<Guid, string> link)
    {
        var rows = new List<Found>();
        await work.PageAsync(
            sql,
            0,
            Most + 1,
            reader =>
                rows.Add(
                    new Found
                    {
                        Id = Guid.Parse(reader.GetValue(0).ToString()!),
                        Name = reader.GetString(1),
                        About = reader.IsDBNull(2) ? null : reader.GetString(2),
                    }
                ),
            arguments
        );
        return new(name, rows.Take(Most).ToList(), rows.Count > Most, link);
    }

    private const string ApplicationsSql = """
        select   a.Id, concat(a.Reference, ': ', a.ProjectName), concat(o.Name, ', ', r.Name, ' ', r.BudgetYear)
        from     Application a
        join     Organisation o on o.Id = a.OrganisationId
        join     Round r on r.Id = a.RoundId
        where    a.Number is not null and (a.Reference like @Like escape '!' or a.ProjectName like @Like escape '!' or o.Name like @Like escape '!' or a.ContactEmail like @Like escape '!' or a.AmountRequested = @Pence)
        order by a.SubmittedAt desc, a.Id
        """;
    private const string RoundsSql = """
        select   r.Id, concat(coalesce(r.FundName, f.Name), ', ', r.Name, ', ', r.BudgetYear), null
        from     Round r
        join     Fund f on f.Id = r.FundId
        where    coalesce(r.FundName, f.Name) like @Like escape '!' or r.Name like @Like escape '!' or r.BudgetYear like @Like escape '!' or r.Pot = @Pence
        order by r.OpensAt desc, r.Id
        """;
    private const string Like = "@Like";
    private static readonly string OrganisationsSql = $"""
        select   o.Id, o.Name, concat(o.Kind, ', ', o.Town, ' ', o.Postcode)
        from     Organisation o
        where    o.SameAs is null and ({FindOrganisations.NameSql(Like)} or {FindOrganisations.PostcodeSql(
            Like
        )} or {FindOrganisations.NumberSql(Like)})
        order by o.Name, o.Id
        """;
    private const string AwardsSql = """
        select   w.Id, concat(a.Reference, ': ', a.ProjectName), o.Name
        from     Award w
        join     Application a on a.Id = w.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    a.Reference like @Like escape '!' or a.ProjectName like @Like escape '!' or o.Name like @Like escape '!' or w.Amount = @Pence
        order by w.OfferedAt desc, w.Id
        """;
    private const string PaymentsSql = $"""
        select   p.Id, concat({PaymentSubject.ReferenceSql}, ', ', p.Reason), concat(o.Name, ', ', p.Status)
        from     Payment p
        {PaymentSubject.JoinSql}
        where    p.BankReference like @Like escape '!' or p.Amount = @Pence
        order by p.RequestedAt desc, p.Id
        """;
    private const string CspProjectsSql = """
        select   c.Id, c.Name, concat(g.Name, ', ', c.BudgetYear)
        from     CspProject c
        join     CspArea g on g.Id = c.AreaId
        where    c.Name like @Like escape '!' or c.Amount = @Pence
        order by c.BudgetYear desc, c.Name, c.Id
        """;
    private const string PeopleSql = """
        select   p.Id, p.DisplayName, p.Email
        from     Person p
        where    p.DisplayName like @Like escape '!' or p.Email like @Like escape '!'
        order by p.DisplayName, p.Id
        """;
}
