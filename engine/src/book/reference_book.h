// The oracle: a map of lists. Slow and obvious on purpose.
#pragma once
#include "book/book.h"

namespace hft {
std::unique_ptr<Book> make_reference_book();
}  // namespace hft
