using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A photograph is taken out of a return that is not sent yet.</summary>
public sealed class RemoveReturnPhoto(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, Guid photo) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReturnPhotoRemoved,
            id,
            async work =>
            {
                var view = await ReturnReader.GetMineAsync(work, actor, id);
                if (MonitoringRules.WhyCannotChange(view.Return.Status) is { } refusal)
                    return refusal;
                await work.ExecuteAsync("delete from PublicationConsent where PhotoId = @photo and ReturnId = @id", new { id, photo });
                await work.ExecuteOneAsync("delete from MonitoringPhoto where Id = @photo and ReturnId = @id", new { id, photo });
                work.Note($"Photograph {view.Photos.FirstOrDefault(one => one.Id == photo)?.Number} removed");
                return Result.Done;
            }
        );
}
