using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Casework;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Organisations;

/// <summary>Who may act for an organisation, for the office, which removes somebody when the organisation cannot.</summary>
[Requires(Permission.ManageDueDiligence)]
public sealed class MembersModel(Db db, RemoveMember remove, InviteFirstMember invite) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Email { get; set; }
    public string Organisation { get; private set; } = "";
    public IReadOnlyList<OrganisationPerson> People { get; private set; } = [];

    public IReadOnlyList<MessageQueries.SentMessage> Sent { get; private set; } = [];

    public async Task OnGetAsync()
    {
        (Organisation, People) = await db.ReadAsync(work => MemberQueries.OfAsync(work, Id));
        Sent = await db.ReadAsync(work => WhatWeSent.OfOrganisationAsync(work, Id));
    }

    public async Task<IActionResult> OnPostAsync(Guid member)
    {
        await OnGetAsync();
        var removed = await remove.RunAsync(User.Actor(), Id, member, Reason ?? "");
        return removed.IsDone
            ? this.Next(Links.Organisations.Members(Id), "The member is removed, and all members are told")
            : this.PageWithErrors(removed);
    }

    /// <summary>The first person of an organisation without people.</summary>
    public async Task<IActionResult> OnPostInviteAsync()
    {
        await OnGetAsync();
        var invited = await invite.RunAsync(User.Actor(), Id, Email);
        return invited.IsDone
            ? this.Next(Links.Organisations.Members(Id), "The invitation is sent. They join when they accept it.")
            : this.PageWithErrors(invited);
    }
}
