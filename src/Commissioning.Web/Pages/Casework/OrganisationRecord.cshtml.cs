using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>Everything about one organisation, part by part; each part needs the permission of the room it comes from.</summary>
[Requires(Permission.ViewRounds)]
public sealed class OrganisationRecordModel(Db db, UndoMerge undo, EndHost end, TimeProvider clock) : PageModel
{
    /// <summary>Notes shown before the page of all.</summary>
    private const int NewestNotes = 3;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Part { get; set; }

    [BindProperty]
    public string? UndoReason { get; set; }

    [BindProperty]
    public Guid? Link { get; set; }

    [BindProperty]
    public DateParts Until { get; set; } = new();

    [BindProperty]
    public string? EndReason { get; set; }

    public OrganisationPart Shown { get; private set; }
    public OrganisationRecord.Organisation Record { get; private set; } = null!;
    public OrganisationRecord.Overview? Overview { get; private set; }
    public SubsidyQueries.OfOne? Subsidy { get; private set; }
    public IReadOnlyList<NoteQueries.Note> Notes { get; private set; } = [];
    public IReadOnlyList<string> Tags { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Flag> Flags { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Application> Applications { get; private set; } = [];
    public IReadOnlyList<PastRounds.PastApplication> Past { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Payment> Payments { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Return> Returns { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Visit> Visits { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Document> Documents { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Letter> Letters { get; private set; } = [];
    public IReadOnlyList<MessageQueries.SentMessage> Sent { get; private set; } = [];
    public IReadOnlyList<ReceivedEmails.Received> Received { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Account> Accounts { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Finding> Findings { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Person> People { get; private set; } = [];
    public IReadOnlyList<OrganisationRecord.Named> Named { get; private set; } = [];
    public OrganisationRecord.LinksPart? Linked { get; private set; }
    public DateOnly Today => LondonTime.DateOf(clock.UtcNow());
    public OrganisationRecord.Sums Total => OrganisationRecord.Sums.Of(Applications);
    public IEnumerable<OrganisationRecord.Application> Awards => Applications.Where(row => row.AwardId is not null);

    /// <summary>Links that go on, to choose the one that ends.</summary>
    public IReadOnlyList<Choice> Ending =>
        Linked!
            .Hosts.Where(link => link.Until is null)
            .Select(link => new Choice(link.Id.ToString(), $"{link.InWords} {link.Other}"))
            .ToList();

    /// <summary>What undoing does to the records that can be parted.</summary>
    public string UndoHint
    {
        get
        {
            var stay = Linked!
                .Joined.Where(one => one is { MergeId: not null, WhyStays: null, SaidSame: false })
                .Select(one => one.Name)
                .ToList();
            return "Kept in the history. "
                + (
                    stay.Count == 0
                        ? "Each record then stands by itself again."
                        : $"An earlier verdict on the cross-checks also says that {string.Join(" and ", stay)} is this organisation, and stays until it is changed there."
                );
        }
    }

    public IEnumerable<OrganisationPart> Parts => Enum.GetValues<OrganisationPart>().Where(part => User.Can(part.Needs()));

    public Money Sum(Domain.Payments.PaymentStatus status) =>
        Payments.Where(payment => payment.Status == status).Sum(payment => payment.Amount);

    public async Task<IActionResult> OnGetAsync()
    {
        Shown =
            Enum.TryParse<OrganisationPart>(Part, ignoreCase: true, out var part) && Enum.IsDefined(part)
                ? part
                : OrganisationPart.Overview;
        if (!User.Can(Shown.Needs()))
            return Forbid();
        return await db.ReadAsync<IActionResult>(async work =>
        {
            Record = await OrganisationRecord.GetAsync(work, Id);
            if (Record.Id != Id)
                return Redirect(Links.Casework.OrganisationOn(Record.Id, Shown));
            await LoadAsync(work);
            return Page();
        });
    }

    private async Task LoadAsync(Work work)
    {
        switch (Shown)
        {
            case OrganisationPart.Overview:
                Overview = await OrganisationRecord.OverviewAsync(work, Id);
                Past = await PastRounds.OfOrganisationAsync(work, Id);
                if (User.Can(Permission.ViewDueDiligence))
                {
                    Subsidy = await SubsidyQueries.OfOrganisationAsync(work, Id);
                    Flags = await OrganisationRecord.FlagsAsync(work, Id);
                }
                if (User.Can(Permission.ViewNotes))
                {
                    Notes = (await NoteQueries.OfAsync(work, NoteSubject.Organisation, Id))
                        .Where(note => note.RemovedAt is null)
                        .Take(NewestNotes)
                        .ToList();
                    Tags = await TagOrganisation.OfAsync(work, Id);
                }
                break;
            case OrganisationPart.People:
                (People, Named) = await OrganisationRecord.PeopleAsync(work, Id);
                break;
            case OrganisationPart.Applications or OrganisationPart.Awards:
                Applications = await OrganisationRecord.ApplicationsAsync(work, Id);
                if (Shown == OrganisationPart.Applications)
                    Past = await PastRounds.OfOrganisationAsync(work, Id);
                break;
            case OrganisationPart.Payments:
                Payments = await OrganisationRecord.PaymentsAsync(work, Id);
                break;
            case OrganisationPart.Returns:
                Returns = await OrganisationRecord.ReturnsAsync(work, Id);
                Visits = await OrganisationRecord.VisitsAsync(work, Id);
                break;
            case OrganisationPart.Documents:
                Documents = await OrganisationRecord.DocumentsAsync(work, Id);
                break;
            case OrganisationPart.Messages:
                Letters = await OrganisationRecord.LettersAsync(work, Id);
                Sent = await WhatWeSent.OfOrganisationAsync(work, Id);
                Received = await ReceivedEmails.OfOrganisationAsync(work, Id);
                break;
            case OrganisationPart.Checks:
                Flags = await OrganisationRecord.FlagsAsync(work, Id);
                Accounts = await OrganisationRecord.AccountsAsync(work, Id);
                Findings = await OrganisationRecord.FindingsAsync(work, Id);
                break;
            default:
                Linked = await OrganisationRecord.LinksAsync(work, Record);
                break;
        }
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid merge)
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await undo.RunAsync(User.Actor(), merge, UndoReason);
        return await AfterAsync(
            outcome,
            outcome is { IsDone: true, Value: true }
                ? "The merge is undone. The two are still one organisation, because an earlier verdict on the cross-checks says so."
                : "The two records stand apart again"
        );
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        if (Link is not { } link)
            return await AfterAsync(new Refusal("Choose which link ends", nameof(Link)), "");
        if (Until.WhyNotADate("the last day") is { } wrong)
            return await AfterAsync(new Refusal(wrong, nameof(Until)), "");
        return await AfterAsync(await end.RunAsync(User.Actor(), Id, link, Until.ToDate(), EndReason), "The end is recorded");
    }

    private async Task<IActionResult> AfterAsync(Result outcome, string notice)
    {
        if (outcome.IsDone)
            return this.Next(Links.Casework.OrganisationOn(Id, OrganisationPart.Links), notice);
        Part = nameof(OrganisationPart.Links);
        var page = await OnGetAsync();
        return page is PageResult ? this.PageWithErrors(outcome) : page;
    }
}
