using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A visit to a funded project is recorded.</summary>
public sealed class RecordVisit(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid award, DateOnly visitedOn, string? who, bool byCommissioner, string? notes) =>
        db.ChangeAsync(
            actor,
            AuditAction.VisitRecorded,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                if (visitedOn > LondonTime.DateOf(work.Now))
                    return new Refusal("Enter a day that is not in the future", nameof(visitedOn));
                if (row.OfferedAt is not { } offered || visitedOn < LondonTime.DateOf(offered))
                    return new Refusal("Enter a day after the grant was offered", nameof(visitedOn));
                if (who?.Trim() is not { Length: > 0 and <= 200 } people)
                    return new Refusal("Say who visited, in up to 200 characters", nameof(who));
                if (notes?.Trim() is not { Length: > 0 and <= 10_000 } text)
                    return new Refusal("Say what you saw, in up to 10,000 characters", nameof(notes));
                await work.ExecuteAsync(
                    "insert into Visit (Id, AwardId, VisitedOn, Who, ByCommissioner, Notes, RecordedBy, RecordedAt) values (@Id, @award, @visitedOn, @people, @byCommissioner, @text, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        award,
                        visitedOn,
                        people,
                        byCommissioner,
                        text,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{row.Reference}: {people} on {LondonTime.Date(visitedOn)}");
                return Result.Done;
            }
        );
}
