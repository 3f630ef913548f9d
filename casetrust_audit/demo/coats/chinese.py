"""What the demo shop says by rote, in Chinese; texts of policies and names of goods stay as they are."""

from __future__ import annotations

TEXTS = {
    # header and footer
    "Skip to the content": "跳到正文", "Search the shop": "搜索商品", "Search": "搜索", "Account": "我的账户",
    "Coffee": "咖啡", "Kaya & biscuits": "咖椰与饼干", "Mugs & brewing": "杯子与器具", "Help": "帮助",
    "Contact": "联系我们", "Complaints & feedback": "投诉与反馈", "Delivery": "配送", "Shop": "商店",
    "Returns & refunds": "退货与退款", "FAQ": "常见问题", "Account security": "账户安全", "About us": "关于我们",
    "Reviews": "评价", "Terms of sale": "销售条款", "Privacy notice": "隐私声明", "Payment": "付款",
    "We accept PayNow, Visa and Mastercard, processed by HitPay.":
    "我们接受 PayNow、Visa 和 Mastercard，由 HitPay 处理。",
    "Phone": "电话", "E-mail": "电子邮箱", "Your account": "您的账户",
    "Delivery S$4.00 islandwide, free from S$60": "全岛配送 S$4.00，满 S$60 免运费",
    "Prices are in Singapore dollars (S$) and include GST.": "价格以元（￥）计，含消费税。",
    # goods
    "Home": "首页", "Add to cart": "加入购物车", "Add to wish list": "加入收藏", "Quantity": "数量",
    "In stock": "有货", "Sold out": "售罄", "Price includes GST.": "价格含消费税。", "About delivery": "配送说明",
    "Grind": "研磨度", "Size": "尺寸", "About this product": "商品介绍", "Write a review": "写评价",
    "No reviews yet.": "暂无评价。", "See the coffee": "看看咖啡", "What people take home": "热卖商品",
    "Send review": "提交评价", "Subscribe": "订阅", "Whole beans": "整豆",
    # cart
    "Your cart": "购物车", "Your cart is empty.": "购物车是空的。", "Go to the coffee": "去看咖啡",
    "Remove": "删除", "Update cart": "更新购物车", "Cart summary": "购物车合计", "Subtotal": "小计",
    "Total": "合计", "Standard delivery": "标准配送", "Express delivery": "加急配送", "Self-collection": "自取",
    "All amounts include GST.": "所有金额均含消费税。", "Go to checkout": "去结算", "Cart": "购物车",
    "Pay by PayNow, Visa or Mastercard.": "可用 PayNow、Visa 或 Mastercard 付款。", "each": "每件",
    # checkout
    "Checkout": "结算", "Check out as a guest": "访客结算", "Continue as guest": "以访客身份继续",
    "Address": "地址", "Have an account?": "已有账户？", "Log in": "登录", "Delivery address": "收货地址",
    "Delivery method": "配送方式", "Full name": "姓名", "Mobile phone (for the courier)": "手机号码（供快递联系）",
    "Block and street": "街道地址", "Floor and unit (optional)": "楼层与单元（选填）", "Postal code": "邮政编码",
    "Country": "国家", "Singapore": "新加坡", "Continue to delivery": "继续选择配送",
    "Continue to payment": "继续付款", "Edit the cart": "修改购物车", "Change the e-mail": "修改邮箱",
    "Change the address": "修改地址", "Edit the address": "修改地址", "Edit the delivery method": "修改配送方式",
    "Choose how you want to receive the order": "请选择收货方式", "Review and pay": "确认并付款",
    "Your details": "您的信息", "How do you want to pay?": "付款方式", "Order summary": "订单合计",
    "GST 9 % included": "含消费税 9 %", "I agree to the": "我同意", "terms of sale": "销售条款",
    "No account is needed.": "无需注册。", "Create an account": "注册账户", "Password": "密码",
    "Send me the monthly newsletter with news and offers (optional)": "每月接收优惠资讯（选填）",
    "PayNow (QR code on the next page)": "PayNow（下一页显示二维码）",
    "Visa or Mastercard, on HitPay's secure payment page": "Visa 或 Mastercard，在 HitPay 的安全付款页面",
}  # fmt: skip
"""English text to Chinese."""
