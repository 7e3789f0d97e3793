using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>An officer writes to the people behind the rows of a list. To one it goes at once; to many it goes in the background, each
/// once.</summary>
public sealed class StartMailing(Db db, Office office)
{
    /// <param name="round">Of applications and of a panel; null for awards and organisations.</param>
    /// <param name="recipients">Applications (also of awards), organisations or assessors.</param>
    /// <param name="shown">How many the officer saw that it would go for.</param>
    /// <param name="shownHash"><see cref="MailingRules.HashOf"/> those.</param>
    public Task<Result<Guid>> RunAsync(
        Actor actor,
        MailingAudience audience,
        Guid? round,
        IReadOnlyCollection<Guid> recipients,
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
            round ?? mailing,
            async work =>
            {
                if (MailingRules.WhyWrong(audience, subject, wording) is { Count: > 0 } wrong)
                    return wrong.ToList();
                var chosen = recipients.Distinct().ToList();
                if (
                    (MailingRules.WhyOtherCount(audience, shown, chosen.Count) ?? MailingRules.WhyOtherList(shownHash, chosen)) is { } other
                )
                    return other;
                await work.ExecuteAsync(
                    "insert into Mailing (Id, Audience, RoundId, Subject, Wording, Recipients, WrittenBy, WrittenAt) values (@mailing, @audience, @round, @Subject, @Wording, @Count, @By, @Now)",
                    new
                    {
                        mailing,
                        audience,
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
                            InsertSql(audience),
                            new
                            {
                                mailing,
                                Position = i + 1,
                                Recipient = chosen[i],
                                round,
                            }
                        ) == 0
                    )
                        throw new NotFoundException("One who is not on this list");
                work.Note($"\"{subject.Trim()}\" for {MailingRules.Count(audience, chosen.Count)}");
                if (chosen.Count == 1)
                    await SendMailings.SendAsync(work, office, mailing);
                return Result.Made(mailing);
            }
        );
    }

    // Only those who are on the list.
    private static string InsertSql(MailingAudience audience) =>
        audience switch
        {
            MailingAudience.Applications =>
                "insert into MailingRecipient (MailingId, Position, ApplicationId, State) select @mailing, @Position, a.Id, 'Waiting' from Application a where a.Id = @Recipient and a.RoundId = @round and a.Number is not null",
            MailingAudience.Awards =>
                "insert into MailingRecipient (MailingId, Position, ApplicationId, State) select @mailing, @Position, w.ApplicationId, 'Waiting' from Award w where w.ApplicationId = @Recipient",
            MailingAudience.Organisations =>
                "insert into MailingRecipient (MailingId, Position, OrganisationId, State) select @mailing, @Position, o.Id, 'Waiting' from Organisation o where o.Id = @Recipient and o.SameAs is null",
            _ =>
                "insert into MailingRecipient (MailingId, Position, PersonId, State) select @mailing, @Position, m.PersonId, 'Waiting' from PanelMember m where m.RoundId = @round and m.PersonId = @Recipient and m.LeftAt is null",
        };
}
