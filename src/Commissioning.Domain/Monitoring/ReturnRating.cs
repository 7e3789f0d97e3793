using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Monitoring;

/// <summary>The officer's view of a return.</summary>
public enum ReturnRating
{
    Green,
    Amber,
    Red,
}
