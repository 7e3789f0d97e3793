using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>An applicant writes to the office about an application that was sent, on the page of its messages.</summary>
public sealed class WriteToOffice(Db db, Office office)
{
    /// <summary>What was written about the person's own application, newest first.</summary>
    public static async Task<IReadOnlyList<Mailings.Entry>> ThreadAsync(Work work, Actor actor, Guid application)
    {
        await SentAsync(work, actor, application);
        return await Mailings.ThreadAsync(work, application, all: false);
    }

    public Task<Result> RunAsync(Actor actor, Guid application, string? answer) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApplicantMessageSent,
            application,
            async work =>
            {
                var reference = await SentAsync(work, actor, application);
                if (MailingRules.WhyNotWritten(answer) is { } refusal)
                    return refusal;
                if (await EmailLimit.WhyTooManyAsync(work, actor, AuditAction.ApplicantMessageSent) is { } often)
                    return often;
                var said = answer!.Trim().ReplaceLineEndings("\n");
                await work.ExecuteAsync(
                    "insert into ApplicantMessage (Id, ApplicationId, Wording, WrittenBy, WrittenAt) values (@Id, @application, @said, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        application,
                        said,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    application,
                    MessageKind.ApplicantWrote,
                    new("", office.ContactEmail),
                    new Dictionary<string, string>(),
                    Links.Casework.Messages(application)
                );
                work.Note($"{reference}: {said.Length} characters");
                return Result.Done;
            }
        );

    /// <summary>The reference of the person's own application; "not found" before it is sent.</summary>
    private static async Task<string> SentAsync(Work work, Actor actor, Guid application) =>
        (await ApplicationReader.FindMineAsync(work, actor, application)).Reference ?? throw new NotFoundException("Not sent yet");
}
