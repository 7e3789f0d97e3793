using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>All planned instalments of all awards.</summary>
public static class InstalmentList
{
    private const string RequestedSql =
        "(select coalesce(sum(p.Amount), 0) from Payment p where p.InstalmentId = i.Id and p.Status in ('Requested', 'Approved', 'Scheduled', 'Paid'))";
    private const string PaidSql = "(select coalesce(sum(p.Amount), 0) from Payment p where p.InstalmentId = i.Id and p.Status = 'Paid')";

    public static readonly ListDefinition List = new(
        "instalments",
        "Instalments",
        "i.Id",
        """
        from   Instalment i
        join   Award w on w.Id = i.AwardId
        join   Application a on a.Id = w.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        where  1 = 1
        """,
        "due",
        [
            new("reference", "Award", "a.Reference")
            {
                IsSearched = true,
                Link = Links.Payments.Award,
                LinkSql = "w.Id",
            },
            new("organisation", "Organisation", "o.Name") { IsSearched = true },
            new("project", "Project", "a.ProjectName") { IsSearched = true, IsShown = false },
            new("number", "Number", "i.Position") { Kind = ListColumnKind.Number },
            new("due", "Due", "i.DueOn") { Kind = ListColumnKind.Date, IsFiltered = true },
            new("amount", "Amount", "i.Amount") { Kind = ListColumnKind.Money, IsFiltered = true },
            new("left", "Left to request", $"i.Amount - {RequestedSql}") { Kind = ListColumnKind.Money },
            new(
                "state",
                "State",
                $"case when {PaidSql} >= i.Amount then 'Paid' when {RequestedSql} >= i.Amount then 'Requested' when w.EndedAt is not null then 'NotNeeded' else 'NotRequested' end"
            )
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = ["NotRequested", "Requested", "Paid", "NotNeeded"],
                Words = ListWords.OfName,
                Colour = ListWords.Colour,
            },
            new("arrears", "For what was spent", "case when i.InArrears = 1 then '1' else '0' end")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
                Choices = ["1", "0"],
                Words = ListWords.YesOrNo,
            },
            new("condition", "Condition", "i.Condition") { IsSearched = true },
        ]
    )
    {
        CountSql = "select count(*) from Instalment",
        Unit = ("instalment", "instalments"),
    };
}
