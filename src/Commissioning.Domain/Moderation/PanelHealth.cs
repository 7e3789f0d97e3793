namespace Commissioning.Domain.Moderation;

/// <summary>How far a panel's scores agree, over a whole round and never its shortlist, where agreement tends to zero by construction
/// (Erosheva, Martinkova and Lee, JRSS A 2021). A measure that the scores do not define is null, never 0 or 1 (R46).</summary>
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
        var (single, average) = AgreementStatistics.Icc(grid, complete);
        var strictness = AgreementStatistics.Strictness(grid);
        return new(
            grid.Applications,
            grid.Assessors,
            grid.Scores,
            complete.Count,
            single,
            average,
            AgreementStatistics.KendallW(grid, complete),
            AgreementStatistics.AlphaOrdinal(grid),
            AgreementStatistics.AlphaInterval(grid),
            AgreementStatistics.AssessorsOf(grid, strictness),
            AgreementStatistics.ApplicationsOf(grid, strictness)
        );
    }
}
