using Commissioning.Domain.Strategy;

namespace Commissioning.Domain.CspBudgets;

/// <summary>What an area says of a project it wants to pay for.</summary>
public sealed record ProjectProposal(string Name, string Priority, PreventionLevel? Level, string Outcome, string Proposal, Money? Amount);
