using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>All monitoring returns.</summary>
public static class ReturnList
{
    public static ListDefinition Of(DateOnly today) =>
        new(
            "returns",
            "Monitoring returns",
            "m.Id",
            """
            from   MonitoringReturn m
            join   Award w on w.Id = m.AwardId
            join   Application a on a.Id = w.ApplicationId
            join   Organisation o on o.Id = a.OrganisationId
            where  1 = 1
            """,
            "due",
            [
                new("reference", "Award", "a.Reference") { IsSearched = true, Link = Links.Monitoring.Review },
                new("organisation", "Organisation", "o.Name") { IsSearched = true },
                new("project", "Project", "a.ProjectName") { IsSearched = true },
                new("kind", "Kind", "m.Kind") { Kind = ListColumnKind.Choice, IsFiltered = true },
                new("due", "Due", "m.DueOn") { Kind = ListColumnKind.Date, IsFiltered = true },
                new(
                    "state",
                    "State",
                    "case when m.Status in ('Due', 'Prepared') and w.EndedAt is not null then 'NotNeeded' when m.Status in ('Due', 'Prepared') and coalesce(m.PutRightBy, m.DueOn) < @today then 'Overdue' else m.Status end"
                )
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    Choices = ["Overdue", "Due", "Prepared", "Submitted", "Accepted", "NotNeeded"],
                    Words = ListWords.OfName,
                    Colour = state => state == "Overdue" ? "red" : ListWords.Colour(state),
                },
                new("sent", "Sent", "m.SubmittedAt")
                {
                    Kind = ListColumnKind.Time,
                    IsFiltered = true,
                    IsShown = false,
                },
                new("rating", "Rating", "m.Rating")
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    Colour = ListWords.Colour,
                },
                new("awarded", "Awarded", "w.Amount") { Kind = ListColumnKind.Money, IsShown = false },
                new("spent", "Spent", "coalesce(m.Spent, 0)") { Kind = ListColumnKind.Money, IsShown = false },
            ]
        )
        {
            Arguments = new { today },
            CountSql = "select count(*) from MonitoringReturn",
            Unit = ("return", "returns"),
        };
}
