using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Agreed scores that rested on a sheet which no longer counts are agreed again. What was agreed stands as a draft in the
/// meeting's form, and counts again as it was when the sheet is put back.</summary>
internal static class ReopenedModeration
{
    /// <param name="sheet">The sheet that left the count.</param>
    /// <returns>True when the application had agreed scores.</returns>
    public static async Task<bool> ReopenAsync(Work work, Guid application, Guid sheet)
    {
        var agreed = new AgreedContent
        {
            Scores = await work.QueryAsync<AgreedContent.AgreedScore>(ScoresSql, new { application }),
            PassFails = await work.QueryAsync<AgreedContent.AgreedPassFail>(PassFailsSql, new { application }),
            Meeting = await work.FindOrDefaultAsync<AgreedContent.MeetingNote>(
                "select Note, Present, FewReason, ReasonsReadBy, Version from Moderation where ApplicationId = @application",
                new { application }
            ),
            Members = await work.QueryAsync<Guid>(
                "select PersonId from ModerationPresent where ApplicationId = @application",
                new { application }
            ),
        };
        await work.ExecuteAsync("delete from AgreedScore where ApplicationId = @application", new { application });
        await work.ExecuteAsync("delete from AgreedPassFail where ApplicationId = @application", new { application });
        await work.ExecuteAsync("delete from ModerationPresent where ApplicationId = @application", new { application });
        if (await work.ExecuteAsync("delete from Moderation where ApplicationId = @application", new { application }) == 0)
            return false;
        await work.ExecuteOneAsync(
            "update RoundTally set Moderated = Moderated - 1 where exists (select 1 from Application a where a.Id = @application and a.RoundId = RoundTally.RoundId)",
            new { application }
        );
        await ForgetAsync(work, application);
        await work.ExecuteAsync(
            "insert into ReopenedModeration (ApplicationId, AssignmentId, AgreedJson, ReopenedAt) values (@application, @sheet, @agreed, @Now)",
            new
            {
                application,
                sheet,
                agreed,
                work.Now,
            }
        );
        work.Note(
            $"To be moderated again. It was agreed: {string.Join("; ", agreed.Scores.Select(row => $"{row.Name} {row.Score().ToRounded(2)}, {row.Reason}"))}"
        );
        return true;
    }

    /// <summary>What was agreed before a sheet left the count; null: nothing, or it is agreed again.</summary>
    public static async Task<AgreedContent?> DraftAsync(Work work, Guid application) =>
        await work.ScalarAsync<string?>("select AgreedJson from ReopenedModeration where ApplicationId = @application", new { application })
            is { } json
            ? AgreedContent.FromJson(json)
            : null;

    /// <summary>It is agreed again.</summary>
    public static Task ForgetAsync(Work work, Guid application) =>
        work.ExecuteAsync("delete from ReopenedModeration where ApplicationId = @application", new { application });

    /// <summary>Once a sheet is put back: what was agreed with it counts again, if the scores are those that it was agreed with.</summary>
    /// <returns>True when agreed scores count again.</returns>
    public static async Task<bool> RestoreAsync(Work work, Guid application, Guid sheet)
    {
        if (await work.ScalarAsync<string?>(SameScoresSql, new { application, sheet }) is not { } json)
            return false;
        var agreed = AgreedContent.FromJson(json);
        if (agreed.Meeting is not { } meeting)
            return false;
        await work.ExecuteAsync(
            """
            insert into AgreedScore (ApplicationId, CriterionId, Numerator, Denominator, Reason, LetterReason, AgreedBy, AgreedAt)
            values (@application, @CriterionId, @Numerator, @Denominator, @Reason, @LetterReason, @AgreedBy, @AgreedAt)
            """,
            agreed.Scores.Select(row => new
            {
                application,
                row.CriterionId,
                row.Numerator,
                row.Denominator,
                row.Reason,
                row.LetterReason,
                row.AgreedBy,
                row.AgreedAt,
            })
        );
        await work.ExecuteAsync(
            """
            insert into AgreedPassFail (ApplicationId, PassFailCriterionId, Passed, Reason, AgreedBy, AgreedAt)
            values (@application, @PassFailCriterionId, @Passed, @Reason, @AgreedBy, @AgreedAt)
            """,
            agreed.PassFails.Select(row => new
            {
                application,
                row.PassFailCriterionId,
                row.Passed,
                row.Reason,
                row.AgreedBy,
                row.AgreedAt,
            })
        );
        await work.ExecuteAsync(
            """
            insert into Moderation (ApplicationId, Note, Present, FewReason, ReasonsReadBy, Version)
            values (@application, @Note, @Present, @FewReason, @ReasonsReadBy, @Version)
            """,
            new
            {
                application,
                meeting.Note,
                meeting.Present,
                meeting.FewReason,
                meeting.ReasonsReadBy,
                Version = meeting.Version + 1,
            }
        );
        await work.ExecuteAsync(
            "insert into ModerationPresent (ApplicationId, PersonId) values (@application, @person)",
            agreed.Members.Select(person => new { application, person })
        );
        await work.ExecuteOneAsync(
            "update RoundTally set Moderated = Moderated + 1 where exists (select 1 from Application a where a.Id = @application and a.RoundId = RoundTally.RoundId)",
            new { application }
        );
        await ForgetAsync(work, application);
        return true;
    }

    private const string ScoresSql = """
        select   g.CriterionId, c.Name, g.Numerator, g.Denominator, g.Reason, g.LetterReason, g.AgreedBy, g.AgreedAt
        from     AgreedScore g
        join     Criterion c on c.Id = g.CriterionId
        where    g.ApplicationId = @application
        order by c.Position
        """;
    private const string PassFailsSql = """
        select   g.PassFailCriterionId, g.Passed, g.Reason, g.AgreedBy, g.AgreedAt
        from     AgreedPassFail g
        join     PassFailCriterion c on c.Id = g.PassFailCriterionId
        where    g.ApplicationId = @application
        order by c.Position
        """;

    // No other sheet came or left meanwhile.
    private const string SameScoresSql = """
        select r.AgreedJson
        from   ReopenedModeration r
        where  r.ApplicationId = @application and r.AssignmentId = @sheet
               and not exists (select 1 from AgreedScore g where g.ApplicationId = r.ApplicationId)
               and not exists (select 1 from ScoringAssignment s where s.ApplicationId = r.ApplicationId and s.Id <> r.AssignmentId and s.SubmittedAt >= r.ReopenedAt)
               and not exists (select 1 from EarlierSheet e join ScoringAssignment s on s.Id = e.AssignmentId
                               where s.ApplicationId = r.ApplicationId and s.Id <> r.AssignmentId and e.EndedAt >= r.ReopenedAt and e.RestoredAt is null)
        """;
}
