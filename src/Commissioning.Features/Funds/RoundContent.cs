using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

internal static class RoundContent
{
    public static async Task ReplaceAsync(Work work, Guid round, RoundLists lists)
    {
        await ReplacePassFailsAsync(work, round, lists.PassFailCriteria);
        await ReplaceCriteriaAsync(work, round, lists.Criteria);
        await ReplaceEligibilityAsync(work, round, lists.Eligibility);
        await ReplaceQuestionsAsync(work, round, lists.Questions);
        await ReplaceDocumentsAsync(work, round, lists.Documents);
        await ReplaceChecksAsync(work, round, lists.Checks);
    }

    public static async Task ReplaceChecksAsync(Work work, Guid round, IReadOnlyList<CheckTemplate> checks)
    {
        await work.ExecuteAsync("delete from RoundCheck where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into RoundCheck (Id, RoundId, Position, Name, Guidance, Kind, Tier, ValidMonths, Holds) values (@Id, @round, @Position, @Name, @Guidance, @Kind, @Tier, @ValidMonths, @Holds)",
            checks.Select(
                (check, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        check.Name,
                        check.Guidance,
                        check.Kind,
                        check.Tier,
                        check.ValidMonths,
                        check.Holds,
                    }
            )
        );
    }

    public static async Task ReplacePassFailsAsync(Work work, Guid round, IReadOnlyList<(string Name, string Guidance)> passFails)
    {
        await work.ExecuteAsync("delete from PassFailCriterion where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into PassFailCriterion (Id, RoundId, Position, Name, Guidance) values (@Id, @round, @Position, @Name, @Guidance)",
            passFails.Select(
                (passFail, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        passFail.Name,
                        passFail.Guidance,
                    }
            )
        );
    }

    public static async Task ReplaceCriteriaAsync(Work work, Guid round, IReadOnlyList<CriterionWithAnchors> criteria)
    {
        await work.ExecuteAsync(
            "delete from CriterionAnchor where CriterionId in (select Id from Criterion where RoundId = @round)",
            new { round }
        );
        await work.ExecuteAsync("delete from Criterion where RoundId = @round", new { round });
        await work.ExecuteOneAsync(
            "update Round set ScoreUnit = @Unit where Id = @round",
            new { round, Unit = ScoreArithmetic.Unit(criteria.Select(criterion => criterion.Greatest)) }
        );
        foreach (var (criterion, i) in criteria.Select((criterion, i) => (criterion, i)))
        {
            var id = Guid.CreateVersion7();
            await work.ExecuteAsync(
                "insert into Criterion (Id, RoundId, Position, Code, Name, Guidance, Weight, Least, Greatest) values (@id, @round, @Position, @Code, @Name, @Guidance, @Weight, @Least, @Greatest)",
                new
                {
                    id,
                    round,
                    Position = i + 1,
                    criterion.Code,
                    criterion.Name,
                    criterion.Guidance,
                    criterion.Weight,
                    criterion.Least,
                    criterion.Greatest,
                }
            );
            await work.ExecuteAsync(
                "insert into CriterionAnchor (CriterionId, Score, Wording) values (@id, @Score, @Wording)",
                criterion.Anchors.Select(
                    (wording, place) =>
                        new
                        {
                            id,
                            Score = criterion.Least + place,
                            Wording = wording,
                        }
                )
            );
        }
    }

    public static async Task ReplaceEligibilityAsync(
        Work work,
        Guid round,
        IReadOnlyList<(string Wording, string? Hint, string WhyNot)> eligibility
    )
    {
        await work.ExecuteAsync("delete from EligibilityQuestion where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into EligibilityQuestion (Id, RoundId, Position, Wording, Hint, WhyNot) values (@Id, @round, @Position, @Wording, @Hint, @WhyNot)",
            eligibility.Select(
                (question, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        question.Wording,
                        question.Hint,
                        question.WhyNot,
                    }
            )
        );
    }

    public static async Task ReplaceQuestionsAsync(Work work, Guid round, IReadOnlyList<Question> questions)
    {
        await work.ExecuteAsync("delete from Question where RoundId = @round", new { round });
        await work.ExecuteAsync(
            """
            insert into Question (Id, RoundId, Position, Section, Code, Wording, Hint, WordLimit, Required, Kind, Settings)
            values (@Id, @round, @Position, @Section, @Code, @Wording, @Hint, @WordLimit, @Required, @Kind, @Settings)
            """,
            questions.Select(
                (question, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        question.Section,
                        question.Code,
                        question.Wording,
                        question.Hint,
                        question.WordLimit,
                        question.Required,
                        question.Kind,
                        question.Settings,
                    }
            )
        );
    }

    public static async Task ReplaceDocumentsAsync(Work work, Guid round, IReadOnlyList<DocumentKind> documents)
    {
        await work.ExecuteAsync("delete from DocumentKind where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into DocumentKind (Id, RoundId, Position, Name, Hint, Required, Stage, Settings) values (@Id, @round, @Position, @Name, @Hint, @Required, @Stage, @Settings)",
            documents.Select(
                (kind, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        kind.Name,
                        kind.Hint,
                        kind.Required,
                        kind.Stage,
                        kind.Settings,
                    }
            )
        );
    }
}
