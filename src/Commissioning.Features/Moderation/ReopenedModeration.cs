using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Agreed scores that rested on a sheet which no longer counts are agreed again; what was agreed is in the audit trail.</summary>
internal static class ReopenedModeration
{
    /// <returns>True when the application had agreed scores.</returns>
    public static async Task<bool> ReopenAsync(Work work, Guid application)
    {
        var agreed = await work.QueryAsync<AgreedRow>(AgreedSql, new { application });
        await work.ExecuteAsync("delete from AgreedScore where ApplicationId = @application", new { application });
        await work.ExecuteAsync("delete from AgreedPassFail where ApplicationId = @application", new { application });
        await work.ExecuteAsync("delete from ModerationPresent where ApplicationId = @application", new { application });
        if (await work.ExecuteAsync("delete from Moderation where ApplicationId = @application", new { application }) == 0)
            return false;
        await work.ExecuteOneAsync(
            "update RoundTally set Moderated = Moderated - 1 where exists (select 1 from Application a where a.Id = @application and a.RoundId = RoundTally.RoundId)",
            new { application }
        );
        work.Note(
            $"To be moderated again. It was agreed: {string.Join("; ", agreed.Select(row => $"{row.Name} {new Domain.Fraction(row.Numerator, row.Denominator).ToRounded(2)}, {row.Reason}"))}"
        );
        return true;
    }

    private const string AgreedSql = """
        select   c.Name, g.Numerator, g.Denominator, g.Reason
        from     AgreedScore g
        join     Criterion c on c.Id = g.CriterionId
        where    g.ApplicationId = @application
        order by c.Position
        """;

    private sealed record AgreedRow
    {
        public required string Name { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public string? Reason { get; init; }
    }
}
