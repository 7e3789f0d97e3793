using Commissioning.Domain.Strategy;

namespace Commissioning.Domain.CspBudgets;

/// <summary>A project that an area proposes to pay for.</summary>
public sealed record ProjectProposal(string Name, string Priority, PreventionLevel? Level, string Outcome, string Proposal, Money? Amount);
