using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>The organisation records that somebody agreed to a story, a quote or a photograph being published.</summary>
public sealed class GiveConsent(Db db)
{
    /// <param name="Of">The return, or the photograph.</param>
    public sealed record Command(
        ConsentItem Item,
        Guid Of,
        ConsentRelation? Relation,
        ConsentHow? How,
        DateOnly? GivenOn,
        DateOnly? Until = null
    );

    public Task<Result> RunAsync(Actor actor, Guid application, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.ConsentGiven,
            application,
            async work =>
            {
                var award = await AwardReader.FindMineAsync(work, actor, application);
                var entry =
                    (await Consents.OfAsync(work, award.Id)).FirstOrDefault(one =>
                        one.Item == command.Item && (one.Photo ?? one.Return) == command.Of
                    ) ?? throw new NotFoundException("No such story, quote or photograph");
                if (
                    ConsentRules.WhyCannotGive(
                        command.Item,
                        command.Relation,
                        command.How,
                        command.GivenOn,
                        command.Until,
                        entry.Now is not null,
                        award.StartsOn,
                        LondonTime.DateOf(work.Now)
                    ) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteAsync(
                    "insert into PublicationConsent (Id, ReturnId, Item, PhotoId, Relation, How, GivenOn, LastDay, RecordedBy, RecordedAt) values (@Id, @Return, @Item, @Photo, @Relation, @How, @GivenOn, @Until, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        entry.Return,
                        command.Item,
                        entry.Photo,
                        command.Relation,
                        command.How,
                        command.GivenOn,
                        command.Until,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{entry.Name} may be published: {ConsentRules.Words(command.Relation!.Value)}, {ConsentRules.Words(command.How!.Value)}, {LondonTime.Date(command.GivenOn!.Value)}{(command.Until is { } until ? $", until {LondonTime.Date(until)}" : "")}"
                );
                return Result.Done;
            }
        );
}
