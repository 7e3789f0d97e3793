using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Monitoring;

/// <summary>How far an outcome came, in the organisation's own judgement beside its figures.</summary>
public enum Verdict
{
    Met,
    Partly,
    NotMet,
}
