using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>The submitted applications of a round.</summary>
public static class ApplicationList
{
    /// <summary>Scores are for those who may see them; a member of this round's panel reads them on the moderation pages, by its
    /// rules.</summary>
    public static async Task<ListDefinition> OfAsync(Work work, Actor person, IReadOnlySet<Permission> may, Guid round)
    {
        var of = new { round };
        var details = await RoundReader.GetAsync(work, round);
        var onPanel = await work.ScalarAsync<int>(
            "select count(*) from PanelMember where RoundId = @round and PersonId = @Id",
            new { round, person.Id }
        );
        var scores = may.Contains(Permission.ViewModeration) && onPanel == 0;
        var owners = may.Contains(Permission.ViewDueDiligence);
        var late =
            await work.ScalarAsync<int>(
                "select count(*) from RoundAmendment where RoundId = @round and ApplicationId is not null and Approved = 1",
                of
            ) > 0;
        var priorities = await work.QueryAsync<string>("select Name from RoundPriority where RoundId = @round order by Position", of);
        var zones = await work.QueryAsync<string>("select Name from RoundZone where RoundId = @round order by Position", of);
        return new ListDefinition(
            "applications",
            $"Applications of {details.FullName}",
            "a.Id",
            FromSql,
            "reference",
            Columns(priorities, zones, details.DecidedAt is not null, scores, owners, late).ToList()
        )
        {
            Arguments = of,
            CountSql =
                "select t.Submitted + (select count(*) from Application w where w.RoundId = t.RoundId and w.Status = 'Withdrawn' and w.Number is not null) from RoundTally t where t.RoundId = @round",
            Unit = ("application", "applications"),
        };
    }

    private static IEnumerable<ListColumn> Columns(
        IReadOnlyList<string> priorities,
        IReadOnlyList<string> zones,
        bool decided,
        bool scores,
        bool owners,
        bool late
    )
    {
        yield return new("reference", "Reference", "a.Reference")
        {
            SortSql = "a.Number",
            IsSearched = true,
            Link = Links.Applications.Submitted,
        };
        yield return new("organisation", "Organisation", "o.Name") { IsSearched = true };
        yield return new("project", "Project", "a.ProjectName") { IsSearched = true };
        yield return new("area", "Area", "o.Area") { Kind = ListColumnKind.Choice, IsFiltered = true };
        yield return new("priority", "Priority", AlsoServed.InWordsSql)
        {
            SortSql = "a.Priority",
            HasSql = AlsoServed.ServesSql,
            LinesSql = AlsoServed.LinesSql,
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = false,
            Choices = priorities,
        };
        yield return new("zone", "Zone", "a.Zone")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = zones.Count > 0,
            IsShown = false,
            Choices = zones,
        };
        yield return new("kind", "Kind of organisation", "o.Kind")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = false,
        };
        yield return new(
            "received",
            "Received",
            "case when a.Channel = 'Online' and a.SubmittedAt > (select r.ClosesAt from Round r where r.Id = a.RoundId) then 'Late' else 'InTime' end"
        )
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = late,
            Choices = ["InTime", "Late"],
            Words = ListWords.OfName,
            Colour = word => word == "Late" ? "purple" : "grey",
        };
        yield return new("asked", "Asked", "a.AmountRequested") { Kind = ListColumnKind.Money, IsFiltered = true };
        yield return new("tier", "Tier", "p.Tier")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = false,
            Choices = Enum.GetNames<CheckTier>(),
        };
        yield return new("checks", "Checks", "a.DueDiligence")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = Enum.GetNames<CheckResult>(),
            Words = ListWords.OfName,
            Colour = ListWords.Colour,
            Link = Links.DueDiligence.Checks,
        };
        yield return new(
            "sheets",
            "Sheets",
            "(select count(s.SubmittedAt) from ScoringAssignment s where s.ApplicationId = a.Id and s.Conflict not in ('Declared', 'Recused'))"
        )
        {
            Kind = ListColumnKind.Number,
        };
        yield return new(
            "missing",
            "Sheets missing",
            "(select count(*) from ScoringAssignment s where s.ApplicationId = a.Id and s.Conflict not in ('Declared', 'Recused') and s.SubmittedAt is null)"
        )
        {
            Kind = ListColumnKind.Number,
            IsFiltered = true,
            IsShown = false,
        };
        if (scores)
        {
            yield return new(
                "mean",
                "Mean",
                $"(select case when count(*) = 0 then null else concat(sum(s.Total), '/', count(*) * min(u.ScoreUnit)) end {SubmittedSql})"
            )
            {
                Kind = ListColumnKind.Share,
                // A quotient of whole numbers with nine places more than it needs, so that no two different means come out equal.
                SortSql =
                    $"(select sum(s.Total) * cast(1000000000 as bigint) / (count(*) * min(u.ScoreUnit)) {SubmittedSql} having count(*) > 0)",
                Link = Links.Moderation.Application,
            };
            yield return new(
                "spread",
                "Spread",
                $"(select case when count(*) = 0 then null else concat(max(s.Total) - min(s.Total), '/', min(u.ScoreUnit)) end {SubmittedSql})"
            )
            {
                Kind = ListColumnKind.Share,
                SortSql = $"(select (max(s.Total) - min(s.Total)) * 1000 / min(u.ScoreUnit) {SubmittedSql} having count(*) > 0)",
                IsShown = false,
            };
            yield return new("rank", "Rank", $"(select l.RankPosition {RecommendedSql})") { Kind = ListColumnKind.Number, IsShown = false };
            yield return new(
                "agreed",
                "Agreed",
                $"(select concat(cast(l.Numerator as nvarchar(20)), '/', cast(l.Denominator as nvarchar(20))) {RecommendedSql})"
            )
            {
                Kind = ListColumnKind.Share,
                SortSql = $"(select -l.RankPosition {RecommendedSql})",
                IsShown = false,
            };
            yield return new(
                "proposed",
                "Recommended amount",
                $"(select case when l.Result = 'Fund' then l.Amount else 0 end {RecommendedSql})"
            )
            {
                Kind = ListColumnKind.Money,
                IsShown = false,
            };
            yield return new("recommended", "Recommended", $"(select l.Result {RecommendedSql})")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
                Choices = Enum.GetNames<Domain.Moderation.FitResult>(),
                Words = ListWords.OfName,
                Colour = ListWords.Colour,
            };
        }
        yield return new(
            "result",
            "Result",
            "case when a.Status = 'Withdrawn' then 'Withdrawn' else (select case when l.Funded = 1 then 'Funded' when l.DeferredUntil is not null then 'Deferred' else 'Declined' end from DecisionLine l where l.ApplicationId = a.Id and l.SupersededBy is null) end"
        )
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = decided,
            Choices = ["Funded", "Declined", "Deferred", "Withdrawn"],
            Colour = value => value == "Funded" ? "green" : "grey",
        };
        yield return new(
            "decided",
            "Decided",
            "(select l.Amount from DecisionLine l where l.ApplicationId = a.Id and l.SupersededBy is null and l.DeferredUntil is null)"
        )
        {
            Kind = ListColumnKind.Money,
            IsFiltered = true,
            IsShown = false,
        };
        if (owners)
            yield return new("owner", "Owner", "owner.DisplayName")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsSearched = true,
            };
        yield return new("tags", "Tags", TagsSql)
        {
            IsSearched = true,
            IsShown = false,
            IsSorted = false,
        };
        yield return new("contact", "Contact", "a.ContactEmail") { IsSearched = true, IsShown = false };
        yield return new("channel", "How it came", "a.Channel")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = false,
            Choices = Enum.GetNames<Domain.Applications.Channel>(),
        };
        yield return new("starts", "Starts", "a.StartsOn")
        {
            Kind = ListColumnKind.Date,
            IsShown = false,
            IsFiltered = true,
        };
        yield return new("ends", "Ends", "a.EndsOn")
        {
            Kind = ListColumnKind.Date,
            IsShown = false,
            IsFiltered = true,
        };
        yield return new("sent", "Sent", "a.SubmittedAt")
        {
            Kind = ListColumnKind.Time,
            IsShown = false,
            IsFiltered = true,
        };
    }

    private const string SubmittedSql =
        "from ScoringAssignment s join Round u on u.Id = s.RoundId where s.ApplicationId = a.Id and s.SubmittedAt is not null";

    // Ranks depend on the whole round, so they are those of the recommendation that stands; NotScored has none.
    private const string RecommendedSql =
        "from RecommendationLine l join Recommendation r on r.Id = l.RecommendationId where l.ApplicationId = a.Id and r.WithdrawnAt is null and l.Result <> 'NotScored'";
    private const string TagsSql = "(select string_agg(t.Tag, ', ') from ApplicationTag t where t.ApplicationId = a.Id)";

    private const string FromSql = """
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join CheckPlan p on p.ApplicationId = a.Id
        left join Person owner on owner.Id = p.OwnerId
        where     a.RoundId = @round and a.Number is not null
        """;
}
