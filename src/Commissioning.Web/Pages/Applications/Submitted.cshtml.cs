using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Casework;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ViewRounds)]
public sealed class ApplicationModel(Db db, MarkAnswersRead markRead, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public SubmittedCopy.SubmittedVersions View { get; private set; } = null!;

    public IReadOnlyList<ChangeRequestQueries.Request> Requests { get; private set; } = [];
    public IReadOnlyList<ChangeRequestQueries.AnsweredRequest> Answered { get; private set; } = [];

    /// <summary>What was entered for requests that were not answered, by request.</summary>
    public IReadOnlyDictionary<Guid, ApplicationComparison> Unsent { get; private set; } = new Dictionary<Guid, ApplicationComparison>();
    public IReadOnlyList<EarlierCopies.EarlierFile> Earlier { get; private set; } = [];
    public IReadOnlyList<MessageQueries.SentMessage> Messages { get; private set; } = [];

    public bool HasUnreadAnswers { get; private set; }

    public async Task<IActionResult> OnPostReadAsync()
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await markRead.RunAsync(User.Actor(), Id);
        if (outcome.IsDone)
            return this.Next(Links.Applications.Submitted(Id), "The answers are marked as read");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    /// <summary>More time that the applicant had, or a late application that was accepted.</summary>
    public IReadOnlyList<RoundAmendment> Time { get; private set; } = [];
    public bool IsLate { get; private set; }

    /// <summary>The second person of the organisation who certified it; null: nobody did.</summary>
    public string? CertifiedBy { get; private set; }

    /// <summary>Null unless the round was withdrawn.</summary>
    public Refusal? WhyWithdrawn { get; private set; }

    public bool Passed(ChangeRequestQueries.Request request) => request.Waits && !request.IsOpenAt(clock.UtcNow());

    public async Task OnGetAsync()
    {
        (View, Requests, Earlier, Messages, HasUnreadAnswers) = (
            await db.ReadAsync(work => SubmittedCopy.GetAsync(work, Id)),
            await db.ReadAsync(work => ChangeRequestQueries.ListAsync(work, Id)),
            await db.ReadAsync(work => EarlierCopies.FilesAsync(work, Id)),
            await db.ReadAsync(work => WhatWeSent.OfApplicationAsync(work, Id)),
            await db.ReadAsync(work => MarkAnswersRead.AreUnreadAsync(work, Id))
        );
        CertifiedBy = await db.ReadAsync(work => CertificateQueries.CertifiedByAsync(work, Id));
        var round = await db.ReadAsync(work => RoundReader.GetAsync(work, View.Application.RoundId));
        (IsLate, WhyWithdrawn) = (ApplicationRules.IsLate(round, View.Copy.Channel, View.Copy.SubmittedAt), RoundRules.WhyWithdrawn(round));
        Time = (await db.ReadAsync(work => AmendmentQueries.OfApplicationAsync(work, Id))).Where(one => one.Approved == true).ToList();

        if (Requests.Count > 0)
            (Answered, Unsent) = (
                await db.ReadAsync(work => ChangeRequestQueries.AnsweredAsync(work, Id)),
                await db.ReadAsync(work => ChangedParts.UnsentAsync(work, Requests))
            );
    }
}
