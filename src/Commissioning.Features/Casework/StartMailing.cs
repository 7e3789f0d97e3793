using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>An officer writes to the people of applications of a round. To one it goes at once; to many it goes in the background, each
/// application once.</summary>
public sealed class StartMailing(Db db, Office office)
{
    /// <param name="shown">How many applications the officer saw that it would go for.</param>
    /// <param name="shownHash"><see cref="MailingRules.HashOf"/> those applications.</param>
    public Task<Result<Guid>> RunAsync(
        Actor actor,
        Guid round,
        IReadOnlyCollection<Guid> applications,
        int shown,
        string? shownHash,
        string? subject,
        string? wording
    )
    {
        var mailing = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.MailingStarted,
            round,
            async work =>
            {
                if (MailingRules.WhyWrong(subject, wording) is { Count: > 0 } wrong)
                    return wrong.ToList();
                var chosen = applications.Distinct().ToList();
                if ((MailingRules.WhyOtherCount(shown, chosen.Count) ?? MailingRules.WhyOtherList(shownHash, chosen)) is { } other)
                    return other;
                await work.ExecuteAsync(
                    "insert into Mailing (Id, RoundId, Subject, Wording, Recipients, WrittenBy, WrittenAt) values (@mailing, @round, @Subject, @Wording, @Count, @By, @Now)",
                    new
                    {
                        mailing,
                        round,
                        Subject = subject!.Trim(),
                        Wording = wording!.Trim().ReplaceLineEndings("\n"),
                        chosen.Count,
                        By = actor.Id,
                        work.Now,
                    }
                );
                for (var i = 0; i < chosen.Count; i++)
                    if (
                        await work.ExecuteAsync(
                            "insert into MailingRecipient (MailingId, Position, ApplicationId, State) select @mailing, @Position, a.Id, 'Waiting' from Application a where a.Id = @Application and a.RoundId = @round and a.Number is not null",
                            new
                            {
                                mailing,
                                Position = i + 1,
                                Application = chosen[i],
                                round,
                            }
                        ) == 0
                    )
                        throw new NotFoundException("An application of another round");
                work.Note($"\"{subject.Trim()}\" for {(chosen.Count == 1 ? "1 application" : $"{chosen.Count:N0} applications")}");
                if (chosen.Count == 1)
                    await SendMailings.SendAsync(work, office, mailing);
                return Result.Made(mailing);
            }
        );
    }
}
