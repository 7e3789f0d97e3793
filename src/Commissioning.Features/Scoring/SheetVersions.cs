using Commissioning.Domain;
using Commissioning.Domain.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Submitted versions of score sheets. One that is opened again or taken out of the count is kept as it was.</summary>
public static class SheetVersions
{
    /// <summary>Earlier versions of an application's sheets, in the order in which they ended.</summary>
    public static Task<IReadOnlyList<EarlierSheet>> OfApplicationAsync(Work work, Guid application) =>
        work.QueryAsync<EarlierSheet>(
            Sql + " where s.ApplicationId = @application order by e.EndedAt, e.AssignmentId, e.Number",
            new { application }
        );

    /// <summary>Opens a submitted sheet again: the version is kept, its scores stay as the draft of the next. Does nothing to a sheet that
    /// is not submitted.</summary>
    internal static async Task ReopenAsync(Work work, Guid assignment, Guid by, string reason)
    {
        if (!await KeepAsync(work, assignment, by, reason))
            return;
        await work.ExecuteOneAsync(
            "update PanelMember set Submitted = Submitted - 1 where exists (select 1 from ScoringAssignment s where s.Id = @assignment and s.RoundId = PanelMember.RoundId and s.AssessorId = PanelMember.PersonId)",
            new { assignment }
        );
        await work.ExecuteOneAsync(
            "update ScoringAssignment set SubmittedAt = null, Total = null, SavedIn = null, Version = Version + 1 where Id = @assignment",
            new { assignment }
        );
    }

    /// <summary>Takes a sheet out of the count because of a conflict of interest. A submitted version is kept; the sheet is
    /// emptied.</summary>
    /// <param name="conflict">Declared or Recused; the caller writes why.</param>
    internal static async Task TakeOutAsync(Work work, Assignment sheet, ConflictState conflict, Guid by, string reason)
    {
        var submitted = await KeepAsync(work, sheet.Id, by, reason);
        await work.ExecuteAsync("delete from Score where AssignmentId = @Id", new { sheet.Id });
        await work.ExecuteAsync("delete from PassFailAnswer where AssignmentId = @Id", new { sheet.Id });
        await work.ExecuteOneAsync(
            "update ScoringAssignment set Conflict = @conflict, SubmittedAt = null, Total = null, Advice = null, AdvisedAmount = null, AdvisedCondition = null, MeetingQuestion = null, SavedIn = null, Version = Version + 1 where Id = @Id and Version = @Version",
            new
            {
                sheet.Id,
                sheet.Version,
                conflict,
            }
        );
        await work.ExecuteOneAsync(
            "update PanelMember set Conflicted = Conflicted + 1, Submitted = Submitted - @Count where RoundId = @RoundId and PersonId = @AssessorId",
            new
            {
                sheet.RoundId,
                sheet.AssessorId,
                Count = submitted ? 1 : 0,
            }
        );
    }

    /// <summary>Puts a sheet back after a conflict that was declared by mistake: as it was submitted, or empty and to be declared
    /// anew.</summary>
    internal static async Task PutBackAsync(Work work, Assignment sheet)
    {
        var last = await work.FirstOrDefaultAsync<EarlierSheet>(
            Sql + " where e.AssignmentId = @Id and e.EndedAt = s.DeclaredAt order by e.Number desc",
            new { sheet.Id }
        );
        await work.ExecuteOneAsync(
            "update ScoringAssignment set Conflict = @Conflict, ConflictKind = null, ConflictDetail = null, RecusedBy = null, SubmittedAt = @SubmittedAt, Total = @Total, SavedIn = null, Version = Version + 1 where Id = @Id and Version = @Version",
            new
            {
                sheet.Id,
                sheet.Version,
                Conflict = last is null ? ConflictState.NotDeclared : ConflictState.None,
                last?.SubmittedAt,
                last?.Total,
            }
        );
        await work.ExecuteOneAsync(
            "update PanelMember set Conflicted = Conflicted - 1, Submitted = Submitted + @Count where RoundId = @RoundId and PersonId = @AssessorId",
            new
            {
                sheet.RoundId,
                sheet.AssessorId,
                Count = last is null ? 0 : 1,
            }
        );
        if (last is null)
            return;
        await work.ExecuteOneAsync(
            "update EarlierSheet set RestoredAt = @Now where AssignmentId = @Id and Number = @Number",
            new
            {
                sheet.Id,
                last.Number,
                work.Now,
            }
        );
        await WriteAsync(work, sheet.Id, last.SheetJson);
    }

    internal static async Task<SheetContent> ContentAsync(Work work, Guid assignment) =>
        new(await ScoringSheet.ScoresAsync(work, assignment), await ScoringSheet.PassFailAnswersAsync(work, assignment))
        {
            Advice = await AdviceQueries.OfSheetAsync(work, assignment) is { IsEmpty: false } advice ? advice : null,
        };

    /// <summary>Replaces the scores, pass/fail answers and advice of a sheet.</summary>
    internal static async Task WriteAsync(Work work, Guid assignment, SheetContent content)
    {
        await work.ExecuteAsync("delete from Score where AssignmentId = @assignment", new { assignment });
        await work.ExecuteAsync(
            "insert into Score (AssignmentId, CriterionId, Value, Reason) values (@assignment, @CriterionId, @Value, @Reason)",
            content.Scores.Select(score => new
            {
                assignment,
                score.CriterionId,
                score.Value,
                Reason = score.Reason.Trim(),
            })
        );
        await work.ExecuteAsync("delete from PassFailAnswer where AssignmentId = @assignment", new { assignment });
        await work.ExecuteAsync(
            "insert into PassFailAnswer (AssignmentId, PassFailCriterionId, Passed, Reason) values (@assignment, @PassFailCriterionId, @Passed, @Reason)",
            content.PassFailAnswers.Select(answer => new
            {
                assignment,
                answer.PassFailCriterionId,
                answer.Passed,
                Reason = answer.Reason.Trim(),
            })
        );
        var advice = content.Advice ?? AssessorAdvice.None;
        await work.ExecuteAsync(
            "update ScoringAssignment set Advice = @Fund, AdvisedAmount = @Amount, AdvisedCondition = @Condition, MeetingQuestion = @Question where Id = @assignment",
            new
            {
                assignment,
                advice.Fund,
                advice.Amount,
                Condition = Given(advice.Condition),
                Question = Given(advice.Question),
            }
        );
    }

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <returns>False when the sheet is not submitted, so that there is nothing to keep.</returns>
    private static async Task<bool> KeepAsync(Work work, Guid assignment, Guid by, string reason)
    {
        var content = await ContentAsync(work, assignment);
        return await work.ExecuteAsync(
                KeepSql,
                new
                {
                    assignment,
                    SheetJson = content,
                    Reason = reason.Trim(),
                    by,
                    work.Now,
                }
            ) > 0;
    }

    private const string KeepSql = """
        insert into EarlierSheet (AssignmentId, Number, AssessorId, SubmittedAt, Total, SheetJson, Reason, EndedBy, EndedAt)
        select s.Id, (select count(*) from EarlierSheet e where e.AssignmentId = s.Id) + 1, s.AssessorId, s.SubmittedAt, s.Total, @SheetJson, @Reason, @by, @Now
        from   ScoringAssignment s
        where  s.Id = @assignment and s.SubmittedAt is not null
        """;
    private const string Sql = """
        select e.AssignmentId, e.Number, p.DisplayName as Assessor, e.SubmittedAt, e.Total, e.SheetJson, e.Reason, b.DisplayName as EndedBy, e.EndedAt, e.RestoredAt
        from   EarlierSheet e
        join   ScoringAssignment s on s.Id = e.AssignmentId
        join   Person p on p.Id = e.AssessorId
        left join Person b on b.Id = e.EndedBy
        """;
}
