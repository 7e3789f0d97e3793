using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Stops what is being made of a round. Nothing of a ZIP is kept; copies that were made stay.</summary>
public sealed class StopBundle(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid bundle) =>
        db.ChangeAsync(
            actor,
            AuditAction.AnswerBundleStopped,
            bundle,
            async work =>
            {
                var found = await BundleQueries.GetAsync(work, bundle);
                if (!found.IsOpen)
                    return new Refusal("It has ended already");
                await work.ExecuteAsync(
                    "update FoiBundle set State = 'Stopped', Sentence = @Sentence, EndedAt = @Now where Id = @bundle",
                    new
                    {
                        bundle,
                        Sentence = $"Stopped by {actor.Name}",
                        work.Now,
                    }
                );
                work.Note($"{found.Kind}: stopped after {found.Done} of {found.Total}");
                return Result.Done;
            }
        );
}
