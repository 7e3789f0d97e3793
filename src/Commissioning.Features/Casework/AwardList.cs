using Commissioning.Features.Applications;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>All awards, or those of a round.</summary>
public static class AwardList
{
    public static ListDefinition Of(Guid? round, string name) =>
        new("awards", name, "w.Id", round is null ? FromSql : FromSql + " and w.RoundId = @round", "-offered", Columns)
        {
            Arguments = new { round },
            CountSql = round is null ? "select count(*) from Award" : "select Awards from RoundTally where RoundId = @round",
            Unit = ("award", "awards"),
        };

    private const string PaidSql = "(select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = w.Id and p.Status = 'Paid')";

    private static readonly IReadOnlyList<ListColumn> Columns =
    [
        new("reference", "Reference", "a.Reference") { IsSearched = true, Link = Links.Awards.Offer },
        new("organisation", "Organisation", "o.Name") { IsSearched = true },
        new("project", "Project", "a.ProjectName") { IsSearched = true },
        new("round", "Round", "concat(coalesce(r.FundName, f.Name), ', ', r.Name, ', ', r.BudgetYear)")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
        },
        new("area", "Area", "o.Area")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = false,
        },
        new("priority", "Priority", AlsoServed.InWordsSql)
        {
            SortSql = "a.Priority",
            HasSql = AlsoServed.ServesSql,
            LinesSql = AlsoServed.LinesSql,
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = false,
        },
        new("amount", "Awarded", "w.Amount") { Kind = ListColumnKind.Money, IsFiltered = true },
        new("paid", "Paid", PaidSql) { Kind = ListColumnKind.Money, Link = Links.Payments.Award },
        new("left", "Left to pay", $"w.Amount - w.GivenBack - {PaidSql}") { Kind = ListColumnKind.Money, IsShown = false },
        new(
            "state",
            "State",
            "case when w.EndedHow is not null then w.EndedHow when w.AcceptedAt is not null then 'Accepted' when w.OfferedAt is not null then 'Offered' else 'NotOffered' end"
        )
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = ["NotOffered", "Offered", "Accepted", "Declined", "OfferWithdrawn", "GivenUp", "Terminated", "Closed"],
            Words = ListWords.OfName,
            Colour = ListWords.Colour,
        },
        new(
            "return",
            "Next return",
            "(select min(coalesce(m.PutRightBy, m.DueOn)) from MonitoringReturn m where m.AwardId = w.Id and m.Status in ('Due', 'Prepared'))"
        )
        {
            Kind = ListColumnKind.Date,
            IsFiltered = true,
            Link = Links.Monitoring.Award,
        },
        new("acceptBy", "Accept by", "w.AcceptBy")
        {
            Kind = ListColumnKind.Date,
            IsShown = false,
            IsFiltered = true,
        },
        new("offered", "Offered", "w.OfferedAt")
        {
            Kind = ListColumnKind.Time,
            IsShown = false,
            IsFiltered = true,
        },
        new("accepted", "Accepted", "w.AcceptedAt")
        {
            Kind = ListColumnKind.Time,
            IsShown = false,
            IsFiltered = true,
        },
        new("starts", "Starts", "w.StartsOn") { Kind = ListColumnKind.Date, IsShown = false },
        new("ends", "Ends", "w.EndsOn")
        {
            Kind = ListColumnKind.Date,
            IsShown = false,
            IsFiltered = true,
        },
        new("published", "Published", "w.PublishedAt")
        {
            Kind = ListColumnKind.Time,
            IsShown = false,
            IsFiltered = true,
        },
    ];

    private const string FromSql = """
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        join   Round r on r.Id = w.RoundId
        join   Fund f on f.Id = r.FundId
        where  1 = 1
        """;
}
