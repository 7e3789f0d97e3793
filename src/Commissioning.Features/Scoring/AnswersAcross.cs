using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>One question's answers in every application that an assessor may read, in their reading order, with their own scores: to score
/// alike what is alike.</summary>
public sealed class AnswersAcross(Db db)
{
    public const int PageSize = 10;

    /// <summary>Parts of every form that are no questions. No question's code begins with a dash.</summary>
    public const string Budget = "-budget";

    /// <inheritdoc cref="Budget"/>
    public const string Outcomes = "-outcomes";

    /// <param name="Answer">Null: it was not asked, or the part is <see cref="Budget"/> or <see cref="Outcomes"/>.</param>
    /// <param name="Own">The assessor's own score for the question's criterion; null: none yet, or no criterion.</param>
    public sealed record AnswerOfOne(
        Guid Assignment,
        string Reference,
        string ProjectName,
        ApplicationCopy Copy,
        ApplicationCopy.AnswerCopy? Answer,
        int? Own
    );

    /// <param name="Criterion">The criterion that the question informs; null: none.</param>
    public sealed record AnswersPage(
        Round Round,
        IReadOnlyList<(string Code, string Wording)> Questions,
        string Code,
        Criterion? Criterion,
        IReadOnlyList<Anchor> Anchors,
        IReadOnlyList<AnswerOfOne> Answers,
        int Page,
        int Pages
    );

    /// <param name="code">The question; null or unknown: the first of the form.</param>
    public Task<AnswersPage> GetAsync(Actor actor, Guid round, string? code, int page) =>
        db.ReadAsync(async work =>
        {
            await PanelQueries.DemandMemberAsync(work, actor, round);
            var details = await RoundReader.GetAsync(work, round);
            var criteria = await RoundReader.CriteriaAsync(work, round);
            var asked = await RoundReader.QuestionsAsync(work, round);
            var questions = asked
                .Select(question => (question.Code, question.Wording))
                .Append((Code: Budget, Wording: "Budget"))
                .Append((Code: Outcomes, Wording: "Outcomes and measures"))
                .ToList();
            var chosen = questions.Any(question => question.Code == code) ? code! : questions[0].Code;
            var link = asked.FirstOrDefault(question => question.Code == chosen)?.Settings.Criterion;
            var criterion = criteria.FirstOrDefault(one => one.Code == link);
            var sheets = await work.QueryAsync<Assignment>(SheetsSql, new { round, actor.Id });
            var pages = Math.Max(1, (sheets.Count + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var answers = new List<AnswerOfOne>();
            foreach (var sheet in sheets.Skip((page - 1) * PageSize).Take(PageSize))
            {
                var (application, copy, _) = await SubmittedCopy.GetAsync(work, sheet.ApplicationId);
                if (ScoringRules.HidesApplicant(details, sheet))
                    copy = ScoringSheet.WithoutApplicant(copy);
                var own = criterion is null
                    ? null
                    : (await ScoringSheet.ScoresAsync(work, sheet.Id)).FirstOrDefault(score => score.CriterionId == criterion.Id)?.Value;
                answers.Add(
                    new(
                        sheet.Id,
                        application.Reference!,
                        copy.ProjectName ?? "",
                        copy,
                        copy.Answers.FirstOrDefault(answer => answer.Code == chosen),
                        own
                    )
                );
            }
            return new AnswersPage(
                details,
                questions,
                chosen,
                criterion,
                await RoundReader.AnchorsAsync(work, round),
                answers,
                page,
                pages
            );
        });

    internal const string SheetsSql = """
        select   s.Id, s.RoundId, s.ApplicationId, s.AssessorId, s.Position, s.Conflict, s.SubmittedAt, s.Version
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        where    s.RoundId = @round and s.AssessorId = @Id and s.Conflict = 'None' and a.Status = 'Submitted'
        order by s.Position
        """;
}
