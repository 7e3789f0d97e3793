namespace Commissioning.Domain.Moderation;

/// <summary>
/// How far a panel's scores agree, on a whole round and never on its shortlist, where agreement tends to nil by construction (Erosheva,
/// Martinkova and Lee, JRSS A 2021). A measure that its scores do not define is null, never 0 or 1 (R46).
/// </summary>
public sealed record PanelHealth(
    int Applications,
    int Assessors,
    int Scores,
    int CompleteApplications,
    Correlations OneAssessor,
    Correlations Average,
    double? KendallW,
    double? AlphaOrdinal,
    double? AlphaInterval,
    IReadOnlyList<AssessorHealth> ByAssessor,
    IReadOnlyList<ApplicationHealth> ByApplication
)
{
    public static PanelHealth Of(ScoreGrid grid)
    {
        var complete = grid.Complete;
        var (single, average) = Agreement.Icc(grid, complete);
        var strictness = Agreement.Strictness(grid);
        return new(
            grid.Applications,
            grid.Assessors,
            grid.Scores,
            complete.Count,
            single,
            average,
            Agreement.KendallW(grid, complete),
            Agreement.AlphaOrdinal(grid),
            Agreement.AlphaInterval(grid),
            Agreement.AssessorsOf(grid, strictness),
            Agreement.ApplicationsOf(grid, strictness)
        );
    }
}
