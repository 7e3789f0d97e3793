using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class HostRulesTests
{
    private static readonly Guid A = Guid.NewGuid(),
        B = Guid.NewGuid(),
        C = Guid.NewGuid();

    private static string? Why(Guid organisation, Guid host, HostKind kind, params HostRules.Link[] live) =>
        HostRules.WhyCannotLink(new(organisation, host, kind), live, "host")?.Sentence;

    [Fact]
    public void A_body_stands_behind_another_and_never_behind_itself_or_in_a_circle()
    {
        Assert.Null(Why(A, B, HostKind.FiscalHost));
        Assert.Equal("An organisation cannot be its own host", Why(A, A, HostKind.Branch));
        var (ab, bc) = (new HostRules.Link(A, B, HostKind.FiscalHost), new HostRules.Link(B, C, HostKind.Branch));
        Assert.Equal("That body itself stands under this organisation, so it cannot be its host", Why(B, A, HostKind.ConsortiumMember, ab));
        Assert.Equal("That body itself stands under this organisation, so it cannot be its host", Why(C, A, HostKind.FiscalHost, ab, bc));
        Assert.Null(Why(A, C, HostKind.ConsortiumMember, ab, bc));
    }

    [Fact]
    public void One_body_holds_the_money_and_one_is_the_parent_but_consortia_may_be_several()
    {
        Assert.Equal("This is recorded already", Why(A, B, HostKind.Branch, new HostRules.Link(A, B, HostKind.Branch)));
        Assert.Equal(
            "Another body holds its money. Record the end of that first.",
            Why(A, C, HostKind.FiscalHost, new HostRules.Link(A, B, HostKind.FiscalHost))
        );
        Assert.Equal(
            "It is a branch of another body. Record the end of that first.",
            Why(A, C, HostKind.Branch, new HostRules.Link(A, B, HostKind.Branch))
        );
        Assert.Null(Why(A, C, HostKind.ConsortiumMember, new HostRules.Link(A, B, HostKind.ConsortiumMember)));
    }

    [Fact]
    public void A_link_ends_once_and_not_before_it_began()
    {
        string? End(DateOnly? ended, DateOnly? until) => HostRules.WhyCannotEnd(new(2026, 4, 1), ended, until, "until")?.Sentence;
        Assert.Null(End(null, new(2026, 4, 1)));
        Assert.Equal("It began on 1 April 2026, so it cannot end before", End(null, new(2026, 3, 31)));
        Assert.Equal("It ended on 1 May 2026", End(new(2026, 5, 1), new(2026, 6, 1)));
        Assert.Equal("Enter the last day", End(null, null));
    }
}
