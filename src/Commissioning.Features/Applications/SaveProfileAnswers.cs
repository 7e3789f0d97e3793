using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Saves the answers of one page as they are, right or wrong; <see cref="AnswerRules.WhyNotStorable"/> was asked before.</summary>
public sealed class SaveProfileAnswers(Db db, Office office)
{
    /// <param name="answers">By question code.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, int version, IReadOnlyDictionary<string, string> answers) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProfileAnswered,
            application,
            async work =>
            {
                var view = await OrganisationProfiles.GetAsync(work, actor, application);
                if (view.Application.Status != ApplicationStatus.Draft)
                    return new Refusal("This application has been sent and cannot be changed");
                var questions = view.Form.Questions.Where(question => answers.ContainsKey(question.Code)).ToList();
                foreach (var question in questions)
                    if (AnswerRules.WhyNotStorable(question, answers[question.Code]) is { } unfit)
                        return unfit with { Field = null };
                var changed = questions.Where(question => view.Answers.GetValueOrDefault(question.Code) != answers[question.Code]).ToList();
                // Saved again without a change, a profile stays confirmed.
                if (changed.Count == 0)
                    return Result.Done;
                var row = new
                {
                    view.Application.OrganisationId,
                    version,
                    work.Now,
                    By = actor.Id,
                };
                var taken =
                    version > 0
                        ? await work.ExecuteAsync(
                            "update OrganisationProfile set Version = Version + 1, SavedAt = @Now, SavedBy = @By where OrganisationId = @OrganisationId and Version = @version",
                            row
                        )
                        : await work.ExecuteAsync(
                            "insert into OrganisationProfile (OrganisationId, Version, SavedAt, SavedBy) select @OrganisationId, 1, @Now, @By where not exists (select 1 from OrganisationProfile where OrganisationId = @OrganisationId)",
                            row
                        );
                if (taken == 0)
                    return new Refusal(
                        "A colleague changed your organisation's answers after you opened this page. What you typed is below and is not saved yet. Save it again to keep it."
                    );
                var before = await OrganisationRecipients.FactsAsync(work, view.Application.OrganisationId);
                // The answers name trustees and signatories, whose names must not be in a trail that cannot be erased.
                foreach (var question in changed)
                {
                    await OrganisationProfiles.WriteAsync(work, view.Application.OrganisationId, question.Code, answers[question.Code]);
                    work.Note($"{view.Application.Organisation}: {question.Wording} Answer changed.");
                }
                if (await ContactChange.TellAsync(work, office, actor, view.Application.OrganisationId, before) is { } often)
                    return often;
                return Result.Done;
            }
        );
}
