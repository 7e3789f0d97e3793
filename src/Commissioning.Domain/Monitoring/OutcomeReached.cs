using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Monitoring;

public sealed record OutcomeReached(string Outcome, string? Achieved, string? Before, string? After, Verdict? Verdict);
