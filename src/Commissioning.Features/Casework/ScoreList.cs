using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>A round's score sheets, a row for each criterion. What an assessor wrote counts once the sheet is submitted; until then the row
/// says only that it is missing.</summary>
public static class ScoreList
{
    public enum SheetState
    {
        Submitted,
        NotSubmitted,
        Conflict,
    }

    /// <summary>Without the applications whose scores the person may not see (R39, R40).</summary>
    public static async Task<ListDefinition> OfAsync(Work work, Actor person, Guid round)
    {
        var details = await RoundReader.GetAsync(work, round);
        var criteria = await RoundReader.CriteriaAsync(work, round);
        var panel = await Attendance.PanelAsync(work, round);
        return new ListDefinition(
            "scores",
            $"Scores of {details.FullName}",
            "a.Id",
            $"{FromSql} and {await VisibleScores.ConditionAsync(work, details, person)}",
            "reference",
            Columns(panel.Select(member => member.Name).ToList(), criteria)
        )
        {
            Arguments = new { round, viewer = person.Id },
            // Within an application by assessor, and within a sheet in the order of the criteria.
            KeySql = "concat(p.DisplayName, cast(s.Id as nvarchar(40)), cast(1000 + k.Position as nvarchar(12)))",
            Unit = ("score", "scores"),
        };
    }

    private static IReadOnlyList<ListColumn> Columns(IReadOnlyList<string> panel, IReadOnlyList<Criterion> criteria) =>
        [
            new("reference", "Application", "a.Reference")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsSearched = true,
                SortSql = "a.Number",
                Link = Links.Moderation.Application,
            },
            new("organisation", "Organisation", "o.Name") { IsSearched = true, IsShown = false },
            new("project", "Project", "a.ProjectName") { IsSearched = true },
            new("assessor", "Assessor", "p.DisplayName")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsSearched = true,
                Choices = panel,
            },
            new("criterion", "Criterion", "k.Name")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                SortSql = "k.Position",
                Choices = criteria.Select(criterion => criterion.Name).ToList(),
            },
            new("weight", "Weight", "k.Weight") { Kind = ListColumnKind.Number, IsShown = false },
            new("score", "Score", "c.Value") { Kind = ListColumnKind.Number, IsFiltered = true },
            new("reason", "Reason", "c.Reason") { IsSearched = true, IsSorted = false },
            new("total", "Total of the sheet", "case when s.Total is null then null else concat(s.Total, '/', u.ScoreUnit) end")
            {
                Kind = ListColumnKind.Share,
                SortSql = "s.Total",
            },
            new(
                "sheet",
                "Sheet",
                "case when s.Conflict in ('Declared', 'Recused') then 'Conflict' when s.SubmittedAt is null then 'NotSubmitted' else 'Submitted' end"
            )
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = Enum.GetNames<SheetState>(),
                Words = state => state == nameof(SheetState.Conflict) ? "Conflict of interest" : ListWords.OfName(state),
                Colour = ListWords.Colour,
            },
            new("submitted", "Submitted", "s.SubmittedAt")
            {
                Kind = ListColumnKind.Time,
                IsFiltered = true,
                IsShown = false,
            },
        ];

    private const string FromSql = """
        from      ScoringAssignment s
        join      Application a on a.Id = s.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Round u on u.Id = s.RoundId
        join      Person p on p.Id = s.AssessorId
        join      Criterion k on k.RoundId = s.RoundId
        left join Score c on c.AssignmentId = s.Id and c.CriterionId = k.Id and s.SubmittedAt is not null
        where     s.RoundId = @round and a.Status = 'Submitted'
        """;
}
