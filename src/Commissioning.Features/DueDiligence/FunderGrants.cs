using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Grants of other funders to an organisation, on any record of it, from the files in use.</summary>
public static class FunderGrants
{
    /// <param name="Overlap">Why it may pay for what the application asks for; null: it does not seem so, or no application was asked
    /// about.</param>
    public sealed record Grant(FunderGrant Of, DateOnly FileDate, GrantMatch Match, OtherFundingRules.DoubleFunding? Overlap);

    /// <param name="Grants">The newest first.</param>
    /// <param name="Age">How old the files in use are; null: none is loaded.</param>
    public sealed record Page(IReadOnlyList<Grant> Grants, ListAge? Age, DateOnly Today)
    {
        /// <summary>Only pounds are added up.</summary>
        public Money Pounds => Grants.Sum(grant => grant.Of.Pounds ?? Money.Zero);
        public int InOtherCurrencies => Grants.Count(grant => grant.Of.Pounds is null);
        public int Overlapping => Grants.Count(grant => grant.Overlap is not null);

        public bool IsOld(Grant grant) => FunderFileRules.AgeOf(grant.Of.FunderName, grant.FileDate, Today).IsTooOld;

        /// <summary>How many, of how many funders, and how much, in a sentence.</summary>
        public string InWords =>
            Grants.Count == 0
                ? "None of the files that are loaded has a grant to it."
                : $"{Sentences.Number(Grants.Count)} {(Grants.Count == 1 ? "grant" : "grants")} of {Sentences.Number(Funders).ToLowerInvariant()} {(Funders == 1 ? "funder" : "funders")}: {Pounds}{(InOtherCurrencies > 0 ? $" and {InOtherCurrencies} in another currency" : "")}.";
        private int Funders => Grants.Select(grant => grant.Of.FunderName).Distinct(StringComparer.OrdinalIgnoreCase).Count();
    }

    /// <summary>Compared with what the application asks for.</summary>
    public static async Task<Page> OfApplicationAsync(Work work, ApplicationChecks.CheckedApplication application)
    {
        var page = await OfOrganisationAsync(work, application.OrganisationId);
        if (
            page.Grants.Count == 0
            || (await SubmittedCopy.GetAsync(work, application.Id)).Copy is not { StartsOn: { } from, EndsOn: { } to } copy
        )
            return page;
        var project = new FunderGrantRules.Project(application.ProjectName, copy.Budget, application.AmountRequested, from, to);
        return page with
        {
            Grants = page
                .Grants.Select(one => one with { Overlap = FunderGrantRules.Overlap(one.Of, one.Match, one.FileDate, project) })
                .ToList(),
        };
    }

    public static async Task<Page> OfOrganisationAsync(Work work, Guid organisation)
    {
        var today = ApplicationChecks.Today(work);
        if (await FunderFiles.AgeAsync(work) is not { } age)
            return new([], null, today);
        var records = (await work.QueryAsync<RecordRow>(RecordsSql, new { OrganisationId = organisation }))
            .Select(row => new FunderGrantRules.Known(row.Name, row.Postcode, row.CharityNumber, row.CompanyNumber))
            .ToList();
        var rows = await work.QueryAsync<GrantRow>(
            GrantsSql,
            new
            {
                Charities = Numbers(Register.Charity, records.Select(one => one.CharityNumber)),
                Companies = Numbers(Register.Company, records.Select(one => one.CompanyNumber)),
                Postcodes = records.Select(one => PostcodeRules.Normalise(one.Postcode)).Distinct().ToList(),
                Names = records.Select(one => RegisterRules.NameHash(one.Name)).Distinct().ToList(),
            }
        );
        List<Grant> grants = [];
        foreach (var row in rows)
            if (records.Select(one => FunderGrantRules.MatchOf(row.Grant, one)).Where(match => match is not null).Min() is { } match)
                grants.Add(new(row.Grant, row.FileDate, match, null));
        return new(grants, age, today);
    }

    private static List<string> Numbers(Register register, IEnumerable<string?> numbers) =>
        [.. numbers.OfType<string>().Select(number => RegisterRules.Plain(register, number)).Distinct()];

    private const string RecordsSql =
        LinkedOrganisations.Sql
        + """
            select   o.Name, o.Postcode, o.CharityNumber, o.CompanyNumber
            from     Body y
            join     Organisation o on o.Id = y.Id
            order by o.Name, o.Id
            """;

    private const string GrantsSql = """
        select   f.FunderId, f.FunderName, f.FileDate, g.GrantId, g.Title, g.Description, g.Currency, g.Amount, g.AwardedOn, g.StartsOn, g.EndsOn, g.RecipientId, g.RecipientName, g.CharityNumber, g.CompanyNumber, g.Postcode
        from     FunderGrant g
        join     FunderFile f on f.Id = g.FileId
        where    f.State = 'Current' and (g.CharityNumber in @Charities or g.CompanyNumber in @Companies or g.Postcode in @Postcodes or g.NameHash in @Names)
        order by g.AwardedOn desc, f.FunderName, g.FileId, g.Position
        """;

    private sealed record RecordRow
    {
        public required string Name { get; init; }
        public required string Postcode { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
    }

    private sealed record GrantRow
    {
        public required string FunderId { get; init; }
        public required string FunderName { get; init; }
        public required DateOnly FileDate { get; init; }
        public required string GrantId { get; init; }
        public required string Title { get; init; }
        public string? Description { get; init; }
        public required string Currency { get; init; }
        public required long Amount { get; init; }
        public required DateOnly AwardedOn { get; init; }
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public string? RecipientId { get; init; }
        public required string RecipientName { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
        public string? Postcode { get; init; }

        public FunderGrant Grant =>
            new()
            {
                FunderId = FunderId,
                FunderName = FunderName,
                GrantId = GrantId,
                Title = Title,
                Description = Description,
                Currency = Currency,
                Amount = Amount,
                AwardedOn = AwardedOn,
                StartsOn = StartsOn,
                EndsOn = EndsOn,
                RecipientId = RecipientId,
                RecipientName = RecipientName,
                CharityNumber = CharityNumber,
                CompanyNumber = CompanyNumber,
                Postcode = Postcode,
            };
    }
}
