using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A round's sums of people by question, over the last accepted return of each award.</summary>
internal static class PeopleReached
{
    /// <param name="sign">1 when the return becomes the award's last accepted one, -1 when it no longer is.</param>
    public static async Task MoveAsync(Work work, Guid round, Guid monitoringReturn, AwardPolicy policy, int sign)
    {
        foreach (
            var row in await work.QueryAsync<PeopleReachedRow>(
                "select Question, Choice, People from MonitoringPeople where ReturnId = @monitoringReturn order by Question, Choice",
                new { monitoringReturn }
            )
        )
        {
            var add = new
            {
                round,
                row.Question,
                row.Choice,
                People = (long)sign * row.People,
                MayOverlap = policy.People.FirstOrDefault(one => one.Name == row.Question)?.MayOverlap ?? false,
            };
            if (
                await work.ExecuteAsync(
                    "update RoundPeople set People = People + @People where RoundId = @round and Question = @Question and Choice = @Choice",
                    add
                ) == 0
            )
                await work.ExecuteAsync(
                    "insert into RoundPeople (RoundId, Question, Choice, MayOverlap, People) values (@round, @Question, @Choice, @MayOverlap, @People)",
                    add
                );
        }
    }

    private sealed record PeopleReachedRow
    {
        public required string Question { get; init; }
        public required string Choice { get; init; }
        public required int People { get; init; }
    }
}
