using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Costs that seem to be paid twice: by a funder whom the application names, by another grant of this office to any record of the
/// organisation, or by a grant in another funder's file.</summary>
internal static class OtherFundingFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context)
    {
        var copy = (await SubmittedCopy.GetAsync(work, context.Application.Id)).Copy;
        ApplicationCopy.AnswerCopy? Answer(string code) => copy.Answers.FirstOrDefault(answer => answer.Code == code);
        var found = OtherFundingRules.ByOthers(
            copy.Budget,
            OtherFundingRules.FundersIn(Answer(OtherFunders.Who)?.Rows ?? []),
            OtherFundingRules.WholeCost(copy.Budget, Answer(OtherFunders.WholeCost)?.Answer)
        );
        if (copy is { StartsOn: { } from, EndsOn: { } to })
            found =
            [
                .. found,
                .. OtherFundingRules.ByGrants(
                    copy.Budget,
                    (
                        await work.QueryAsync<GrantRow>(
                            GrantsSql,
                            new { context.Application.OrganisationId, Application = context.Application.Id }
                        )
                    ).Select(row => new OtherFundingRules.GrantLine(
                        row.Reference,
                        row.Fund,
                        row.Item,
                        row.Amount,
                        row.StartsOn,
                        row.EndsOn
                    )),
                    from,
                    to
                ),
            ];
        found =
        [
            .. found,
            .. (await FunderGrants.OfApplicationAsync(work, context.Application))
                .Grants.Select(one => one.Overlap)
                .OfType<OtherFundingRules.DoubleFunding>(),
        ];
        return found.Select(one => new Found(FindingKind.OtherFunding, one.Key, one.Level, one.Sentence));
    }

    private const string GrantsSql =
        LinkedOrganisations.Sql
        + """
            select   a.Reference, f.Name as Fund, b.Item, coalesce(b.Awarded, b.Requested) as Amount, coalesce(w.StartsOn, a.StartsOn) as StartsOn, coalesce(w.EndsOn, a.EndsOn) as EndsOn
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Award w on w.ApplicationId = a.Id
            join     Round r on r.Id = a.RoundId
            join     Fund f on f.Id = r.FundId
            join     BudgetLine b on b.ApplicationId = a.Id
            where    a.Id <> @Application and w.EndedHow is null and coalesce(b.Awarded, b.Requested) > 0
                     and coalesce(w.StartsOn, a.StartsOn) is not null and coalesce(w.EndsOn, a.EndsOn) is not null
            order by a.Reference, b.Position
            """;

    private sealed record GrantRow
    {
        public required string Reference { get; init; }
        public required string Fund { get; init; }
        public required string Item { get; init; }
        public required Money Amount { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
    }
}
