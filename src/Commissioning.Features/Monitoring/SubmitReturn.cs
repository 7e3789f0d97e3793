using Commissioning.Domain;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A complete return goes to the office: what it says is kept as a version, both sides are told, and the figures follow.</summary>
internal static class SubmitReturn
{
    public static async Task RunAsync(Work work, Office office, Actor actor, Guid id)
    {
        var view = await ReturnReader.GetAsync(work, id);
        await work.ExecuteOneAsync(
            "update MonitoringReturn set Status = 'Submitted', FirstSentAt = coalesce(FirstSentAt, @Now), SubmittedAt = @Now, SubmittedBy = @By, Version = Version + 1 where Id = @id and Status = 'Prepared'",
            new
            {
                id,
                work.Now,
                By = actor.Id,
            }
        );
        await work.ExecuteAsync("update ReturnPoint set SentAt = @Now where ReturnId = @id and SentAt is null", new { id, work.Now });
        await work.ExecuteAsync(
            "insert into ReturnVersion (ReturnId, Number, SentAt, SentBy, Content) values (@id, (select coalesce(max(v.Number), 0) + 1 from ReturnVersion v where v.ReturnId = @id), @Now, @By, @Content)",
            new
            {
                id,
                work.Now,
                By = actor.Id,
                Content = ReturnVersions.CopyOf(view),
            }
        );
        await FlagReturn.RunAsync(work, view);
        await ApplicationMessage.SendAsync(
            work,
            office,
            view.Return.ApplicationId,
            MessageKind.ReturnSent,
            new("", office.ContactEmail),
            new Dictionary<string, string> { ["return"] = view.Return.Reference },
            Links.Monitoring.Review(id),
            about: id
        );
        await Recipients.TellAsync(
            work,
            office,
            MessageKind.ReturnReceived,
            view.Return.ApplicationId,
            new Dictionary<string, string>
            {
                ["by"] = actor.Name,
                ["received"] = LondonTime.DateAndTime(work.Now),
                ["return"] = view.Return.Title.ToLowerInvariant(),
            },
            Links.Monitoring.Return(id)
        );
        await AwardTotals.RefreshAsync(work, view.Return.AwardId);
        await KeepUseCertificate.AskAsync(work, office, view.Return.AwardId);
        work.Note($"{view.Return.Reference}: sent; spent {view.Spent} of {view.Return.Award}");
    }
}
